"""Where a made-up trial has sites, whom to ask there, and a place near one of them."""

from condcli.registry_models import Contact, Site
from condcli.trials.near import Near

BOSTON = Near(42.36, -71.06, 50.0, "Boston")
DOE = Contact("Dr. Doe", "555-0100", "doe@example.org")
CITY = Site("City Hospital", "Boston", "Massachusetts", "United States", "RECRUITING", 42.36, -71.06, "02115")
FAR = Site("Far Clinic", "Lyon", None, "France", "COMPLETED")
