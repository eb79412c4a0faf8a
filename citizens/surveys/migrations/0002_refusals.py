"""What only triggers can refuse: a used version is fixed, a closed batch is locked."""

from django.db import migrations

from portal.triggers import RefuseWhen

VERSION_IN_USE = "EXISTS (SELECT 1 FROM {campaign} c WHERE c.version_id = {row}.version_id)"
OPTION_IN_USE = (
    "EXISTS (SELECT 1 FROM {campaign} c JOIN {question} q ON q.version_id = c.version_id"
    " WHERE q.id = {row}.question_id)"
)
WORDING_CHANGES = (
    "EXISTS (SELECT 1 FROM {campaign} c WHERE c.version_id = OLD.id) AND (OLD.title <> NEW.title"
    " OR OLD.intro <> NEW.intro OR OLD.closing <> NEW.closing OR OLD.formula <> NEW.formula"
    " OR OLD.number <> NEW.number OR OLD.checksum <> NEW.checksum)"
)
BATCH_CLOSED = "EXISTS (SELECT 1 FROM {batch} b WHERE b.id = {row}.batch_id AND b.state = 'closed')"
IN_USE = "Phiếu hỏi đã dùng trong một đợt khảo sát thì không sửa được nữa; hãy lập bản mới."
CLOSED = "Tập phiếu đã khóa: không thêm, sửa, xóa phiếu được. Hãy mở lại tập trước."
ALL = ("INSERT", "UPDATE", "DELETE")


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_surveys")]

    operations = [
        RefuseWhen(
            "Question",
            name="surveys_used_question_is_fixed",
            condition=VERSION_IN_USE,
            tables={"campaign": "Campaign"},
            events=ALL,
            says=IN_USE,
        ),
        RefuseWhen(
            "Option",
            name="surveys_used_option_is_fixed",
            condition=OPTION_IN_USE,
            tables={"campaign": "Campaign", "question": "Question"},
            events=ALL,
            says=IN_USE,
        ),
        RefuseWhen(
            "QuestionnaireVersion",
            name="surveys_used_version_is_fixed",
            condition=WORDING_CHANGES,
            tables={"campaign": "Campaign"},
            events=("UPDATE",),
            says=IN_USE,
        ),
        RefuseWhen(
            "Ballot",
            name="surveys_closed_batch_is_locked",
            condition=BATCH_CLOSED,
            tables={"batch": "BallotBatch"},
            events=ALL,
            says=CLOSED,
        ),
    ]
