"""Rapport's tables as Django sees them (it makes none of them), and where it reads them."""

from django.db import models


class Router:
    """Django's own tables lie in a database of their own."""

    def db_for_read(self, model, **hints):
        return "default" if model._meta.managed else "rapport"

    def db_for_write(self, model, **hints):
        return self.db_for_read(model)

    def allow_relation(self, one, other, **hints):
        return True


class Company(models.Model):
    name = models.CharField(max_length=200)

    class Meta:
        managed, db_table = False, "companies"

    def __str__(self):
        return self.name


class Customer(models.Model):
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200)
    status = models.CharField(max_length=20, choices=[(word, word) for word in ("lead", "active", "inactive")])
    job_title = models.CharField(max_length=120, null=True, blank=True)
    company = models.ForeignKey(Company, models.SET_NULL, null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        managed, db_table = False, "customers"

    def __str__(self):
        return self.name


class Address(models.Model):
    customer = models.ForeignKey(Customer, models.CASCADE)
    kind = models.CharField(max_length=20)
    line1 = models.CharField(max_length=200, null=True)
    city = models.CharField(max_length=120, null=True)

    class Meta:
        managed, db_table = False, "addresses"


class Purchase(models.Model):
    customer = models.ForeignKey(Customer, models.CASCADE)
    purchased_on = models.DateField()
    reference = models.CharField(max_length=60, null=True)
    total = models.BigIntegerField()

    class Meta:
        managed, db_table = False, "purchases"


class Communication(models.Model):
    customer = models.ForeignKey(Customer, models.CASCADE)
    channel = models.CharField(max_length=20)
    subject = models.CharField(max_length=300, null=True)
    body = models.TextField(null=True)
    happened_at = models.DateTimeField()

    class Meta:
        managed, db_table = False, "communications"


class Logged(models.Model):
    """What is logged goes into the floor's table, which has no triggers."""

    customer = models.ForeignKey(Customer, models.CASCADE)
    channel = models.CharField(max_length=20)
    body = models.TextField()
    happened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        managed, db_table = False, "floor_talk"
