#!/usr/bin/env bash
# Loads the Northwind sample company: load.sh DIR, where DIR holds its CSV files. A second run changes nothing.
set -euo pipefail
data=$(cd "${1:?usage: load.sh DIR (the folder with Customers.csv and the others)}" && pwd)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../../.."
flask=flask
[ -x .venv/bin/flask ] && flask=.venv/bin/flask
load() { "$flask" --app app import "$1" "$data/$2" --mapping "$here/$3"; }

load customers Customers.csv customers.toml
load addresses Customers.csv billing.toml
load categories Categories.csv categories.toml
load products Products.csv products.toml
load addresses Orders.csv shipping.toml
load purchases Orders.csv purchases.toml
