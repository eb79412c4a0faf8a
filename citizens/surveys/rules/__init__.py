"""Rules of surveys, pure: one ballot against its questionnaire, samples, formulas, disclosure."""
