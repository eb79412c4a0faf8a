"""Addresses of the administrative map."""

from django.urls import path

from portal.access import Power
from portal.audit.history import Openness, history_of
from portal.units.models import AdministrativeUnit, Area, Organisation
from portal.units.views import areas, map, records

app_name = "units"
urlpatterns = [
    path("", map.units, name="units"),
    path("<int:pk>/", map.unit, name="unit"),
    path("goi-y/", map.suggest_units, name="suggest_units"),
    path("goi-y/co-quan/", map.suggest_organisations, name="suggest_organisations"),
    path("ho-so-cu/", records.divided, name="divided"),
    path("ho-so-cu/<int:pk>/", records.entrust, name="entrust"),
    path("dia-ban/", areas.areas, name="areas"),
    path("dia-ban/moi/", areas.new, name="area_new"),
    path("dia-ban/tu-huyen/", areas.from_district, name="area_from_district"),
    path("dia-ban/<int:pk>/", areas.area, name="area"),
    path("dia-ban/<int:pk>/sua/", areas.edit, name="area_edit"),
    path("dia-ban/<int:pk>/ket-thuc/", areas.close, name="area_close"),
    path("<int:pk>/lich-su/", history_of(AdministrativeUnit, Power.UNIT_READ), name="unit_history"),
    path(
        "co-quan/<int:pk>/lich-su/",
        history_of(Organisation, Power.UNIT_READ, openness=Openness.NOTHING),
        name="organisation_history",
    ),
    path(
        "dia-ban/<int:pk>/lich-su/",
        history_of(Area, Power.UNIT_READ, openness=Openness.VALUES),
        name="area_history",
    ),
]
