from django.urls import path

from citizens.surveys.models import BallotBatch, Campaign, QuestionnaireVersion
from citizens.surveys.views import (
    anonymous,
    ballots,
    batches,
    campaigns,
    codes,
    imports,
    officials,
    printing,
    questionnaires,
    releases,
    results,
    second,
    web,
)
from portal.access import Power
from portal.audit.history import history_of

app_name = "surveys"
_BATCH = "<int:pk>/nhap/<int:batch_pk>/"
urlpatterns = [
    path("", campaigns.campaigns, name="campaigns"),
    path("moi/", campaigns.campaign_new, name="campaign_new"),
    path("phieu/", questionnaires.questionnaires, name="questionnaires"),
    path("phieu/<int:pk>/", questionnaires.questionnaire, name="questionnaire"),
    path("phieu/moi/", questionnaires.build, name="build"),
    path("phieu/<int:pk>/ban-moi/", questionnaires.build, name="build_next"),
    path("phieu/<int:pk>/in/", printing.blank, name="blank"),
    path("tra-loi/", web.code, name="code"),
    path("tra-loi/phieu/", web.give, name="give"),
    path("tra-loi/cam-on/", web.thanks, name="thanks"),
    path("<int:pk>/", campaigns.campaign, name="campaign"),
    path("<int:pk>/in-phieu/", printing.print_ballots, name="print"),
    path("<int:pk>/ma/", codes.codes, name="codes"),
    path("<int:pk>/ma/<int:issue_pk>/thu-hoi/", codes.revoke, name="codes_revoke"),
    path("<int:pk>/khung-mau/", campaigns.frame, name="frame"),
    path("<int:pk>/khoa/", campaigns.campaign_close, name="campaign_close"),
    path("<int:pk>/mo-lai/", campaigns.campaign_reopen, name="campaign_reopen"),
    path("<int:pk>/cong-bo/", campaigns.campaign_publish, name="campaign_publish"),
    path("<int:pk>/ket-qua/", results.results, name="results"),
    path("<int:pk>/ket-qua/bang-tinh/", results.results_sheet, name="results_sheet"),
    path("<int:pk>/xu-huong/", releases.trend, name="trend"),
    path("<int:pk>/cong-chuc/", officials.officials, name="officials"),
    path("<int:pk>/cong-chuc/<int:unit_pk>/", officials.official, name="official"),
    path("<int:pk>/phieu-an-danh/", anonymous.ballots_out, name="ballots_out"),
    path("<int:pk>/cong-khai/", releases.release, name="release"),
    path("<int:pk>/thoi-cong-khai/", releases.withdraw, name="withdraw"),
    path("cong-khai/", releases.public_country, name="public_country"),
    path("cong-khai/<int:pk>/", releases.public_results, name="public_results"),
    path("<int:pk>/nhap/", batches.batches, name="batches"),
    path(_BATCH, ballots.entry, name="entry"),
    path(f"{_BATCH}bang-tinh/", imports.preview, name="sheet"),
    path(f"{_BATCH}bang-tinh/mau/", imports.template, name="sheet_template"),
    path(f"{_BATCH}bang-tinh/ghi/", imports.take_in, name="sheet_take_in"),
    path(f"{_BATCH}rut/", ballots.take_back, name="take_back"),
    path(f"{_BATCH}phieu/<int:ordinal>/", ballots.correct, name="correct"),
    path(f"{_BATCH}lan-hai/", second.second, name="second"),
    path(f"{_BATCH}lan-hai/huy/", second.undraw, name="undraw"),
    path(f"{_BATCH}lan-hai/<int:ordinal>/", second.second_entry, name="second_entry"),
    path(f"{_BATCH}doi-chieu/<int:ordinal>/", second.settle, name="settle"),
    path(f"{_BATCH}khoa/", batches.batch_close, name="batch_close"),
    path(f"{_BATCH}mo-lai/", batches.batch_reopen, name="batch_reopen"),
    path(f"{_BATCH}bo/", batches.batch_drop, name="batch_drop"),
    path(f"{_BATCH}dem-lai/", batches.batch_recount, name="batch_recount"),
    path("<int:pk>/lich-su/", history_of(Campaign, Power.CAMPAIGN_READ), name="campaign_history"),
    path(
        "tap/<int:pk>/lich-su/", history_of(BallotBatch, Power.BALLOT_ENTER), name="batch_history"
    ),
    path(
        "phieu/<int:pk>/lich-su/",
        history_of(QuestionnaireVersion, Power.RESULT_READ),
        name="questionnaire_history",
    ),
]
