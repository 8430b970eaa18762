"""The admin as its tutorial has it: columns, a filter, a search, and what belongs to a customer below it."""

from django.contrib import admin

from bench.django_admin.models import Address, Communication, Customer, Logged, Purchase


class Addresses(admin.TabularInline):
    model, extra = Address, 0


class Purchases(admin.TabularInline):
    model, extra = Purchase, 0


class Communications(admin.TabularInline):
    model, extra = Communication, 0


@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    list_display = ("name", "company", "status", "job_title", "created_at")
    list_filter = ("status",)
    list_per_page = 50
    list_select_related = ("company",)
    search_fields = ("sort_name", "company__name")
    ordering = ("sort_name", "id")
    raw_id_fields = ("company",)
    inlines = (Addresses, Purchases, Communications)


@admin.register(Logged)
class LoggedAdmin(admin.ModelAdmin):
    raw_id_fields = ("customer",)
