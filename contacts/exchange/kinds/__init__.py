"""Each kind of record that can be imported, by its name on the command line."""

from contacts.exchange.kinds import addresses, categories, communications, customers, products, purchases

KINDS = {
    module.__name__.rpartition(".")[2]: module
    for module in (customers, addresses, categories, products, purchases, communications)
}
