from django.urls import path

from directives.registry.views import entry, pages, register, review

app_name = "registry"

urlpatterns = [
    path("", register.directive_list, name="list"),
    path("xuat/", register.export, name="export"),
    path("moi/", entry.new, name="new"),
    path("<int:pk>/", pages.directive, name="directive"),
    path("<int:pk>/lien-quan/", pages.relations, name="relations"),
    path("<int:pk>/nhiem-vu/", pages.duties, name="duties"),
    path("<int:pk>/lich-su/", pages.history, name="history"),
    path("<int:pk>/tep/", pages.source, name="source"),
    path("<int:pk>/ra-soat/", review.review, name="review"),
    path("<int:pk>/bo/", entry.discard, name="discard"),
]
