"""How people look at a list: the columns and the density that each of them chose."""
