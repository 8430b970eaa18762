"""Passkeys: a device that knows its owner signs in for them, which counts as both factors."""
