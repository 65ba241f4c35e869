"""What a device is called."""

from django import template

from trendflix.accounts.membership.devices import device_name

register = template.Library()
register.filter("device_name", device_name)
