"""The peer: Django's admin over Rapport's tables. Django is installed for the benchmark alone (requirements.txt)."""
