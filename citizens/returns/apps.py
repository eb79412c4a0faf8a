from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "citizens.returns"
    label = "returns"
    verbose_name = "Biểu thống kê tiếp công dân, xử lý đơn"
