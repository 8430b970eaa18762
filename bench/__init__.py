"""Measurements that anybody can run again: `python -m bench.<name>`. Nothing here is a test."""
