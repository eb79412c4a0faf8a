"""What only triggers can refuse: a used version is fixed, a closed batch is locked."""

from django.db import migrations

from portal.triggers import RefuseWhen

VERSION_IN_USE = "EXISTS (SELECT 1 FROM surveys_campaign c WHERE c.version_id = {row}.version_id)"
OPTION_IN_USE = (
    "EXISTS (SELECT 1 FROM surveys_campaign c JOIN surveys_question q ON q.version_id = c.version_id"
    " WHERE q.id = {row}.question_id)"
)
WORDING_CHANGES = (
    "EXISTS (SELECT 1 FROM surveys_campaign c WHERE c.version_id = OLD.id) AND (OLD.title <> NEW.title"
    " OR OLD.intro <> NEW.intro OR OLD.closing <> NEW.closing OR OLD.formula <> NEW.formula"
    " OR OLD.number <> NEW.number OR OLD.checksum <> NEW.checksum)"
)
BATCH_CLOSED = "EXISTS (SELECT 1 FROM surveys_ballotbatch b WHERE b.id = {row}.batch_id AND b.state = 'closed')"
IN_USE = "Phiếu hỏi đã dùng trong một đợt khảo sát thì không sửa được nữa; hãy lập bản mới."
CLOSED = "Tập phiếu đã khóa: không thêm, sửa, xóa phiếu được. Hãy mở lại tập trước."
ALL = ("insert", "update", "delete")


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_surveys")]

    operations = [
        RefuseWhen("Question", "surveys_used_question_is_fixed", when=VERSION_IN_USE, says=IN_USE, on=ALL),
        RefuseWhen("Option", "surveys_used_option_is_fixed", when=OPTION_IN_USE, says=IN_USE, on=ALL),
        RefuseWhen(
            "QuestionnaireVersion",
            "surveys_used_version_is_fixed",
            when=WORDING_CHANGES,
            says=IN_USE,
            on=("update",),
        ),
        RefuseWhen("Ballot", "surveys_closed_batch_is_locked", when=BATCH_CLOSED, says=CLOSED, on=ALL),
    ]  # fmt: skip
