"""What the people are asked, over which communes, and what they answered."""

from citizens.surveys.models.ballots import Ballot, BallotBatch, BatchState, Mode, Tally
from citizens.surveys.models.campaigns import Campaign, CampaignState, CampaignUnit, Frame
from citizens.surveys.models.codes import AnswerCode, CodeIssue
from citizens.surveys.models.coverage import CoverageRule
from citizens.surveys.models.officials import NamedOfficial
from citizens.surveys.models.questionnaires import (
    Option,
    Polarity,
    Question,
    Questionnaire,
    QuestionnaireVersion,
)
from citizens.surveys.models.releases import Release
from citizens.surveys.models.second import SecondEntry
from citizens.surveys.models.tallies import CampaignTally, UnitTally

__all__ = [
    "AnswerCode",
    "Ballot",
    "BallotBatch",
    "BatchState",
    "Campaign",
    "CampaignState",
    "CampaignTally",
    "CampaignUnit",
    "CodeIssue",
    "CoverageRule",
    "Frame",
    "Mode",
    "NamedOfficial",
    "Option",
    "Polarity",
    "Question",
    "Questionnaire",
    "QuestionnaireVersion",
    "Release",
    "SecondEntry",
    "Tally",
    "UnitTally",
]
