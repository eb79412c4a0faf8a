from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "citizens.oversight"
    label = "oversight"
    verbose_name = "Quản lý nhà nước về khiếu nại, tố cáo"
