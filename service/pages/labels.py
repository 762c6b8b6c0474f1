"""The words of the tables as pages say them: English here, Dutch in locale/nl."""

from collections.abc import Mapping

from service.pages.language import N_

__all__ = ["LABELS"]

LABELS: Mapping[str, Mapping[str, str]] = {
    "AuditKind": {
        "ranking": N_("ranking made"),
        "view": N_("data seen"),
        "approval": N_("vacancy approved or returned"),
        "override": N_("decision of a coach"),
        "release": N_("list released"),
        "withdrawal": N_("something withdrawn"),
        "feedback": N_("feedback of a partner"),
        "consent": N_("consent"),
        "change": N_("change"),
        "import": N_("import"),
        "export": N_("export"),
        "erasure": N_("erasure"),
        "retention": N_("retention"),
        "login": N_("signing in or out"),
        "denial": N_("denied"),
        "stop": N_("stop switch"),
    },
    "Availability": {
        "now": N_("can begin now"),
        "within_3_months": N_("can begin within three months"),
        "later": N_("can begin later"),
        "unknown": N_("beginning unknown"),
    },
    "CandidateState": {
        "looking": N_("looking for work"),
        "placed": N_("has work"),
        "left": N_("left"),
    },
    "ClaimReason": {
        "not_meant": N_("the words mean something else"),
        "not_shown": N_("what is cited does not show it"),
        "level_too_high": N_("the level is too high"),
        "level_too_low": N_("the level is too low"),
        "outdated": N_("it is too long ago"),
        "candidate_says_no": N_("the candidate says otherwise"),
        "other": N_("another reason"),
    },
    "ClaimState": {
        "proposed": N_("read, not checked"),
        "confirmed": N_("confirmed"),
        "rejected": N_("rejected"),
    },
    "ConsentKind": {
        "pool": N_("being on shortlists"),
        "reveal": N_("showing your name to one employer"),
        "bias_survey": N_("the survey on equal treatment"),
        "retention": N_("keeping your data for a year"),
    },
    "ConsentState": {
        "asked": N_("asked, no answer yet"),
        "given": N_("given"),
        "refused": N_("refused"),
        "withdrawn": N_("withdrawn"),
    },
    "Decision": {
        "pending": N_("undecided"),
        "approved": N_("approved"),
        "excluded": N_("excluded"),
    },
    "DecisionReason": {
        "not_available": N_("not available"),
        "not_interested": N_("not interested"),
        "evidence_wrong": N_("the evidence is wrong"),
        "requirement_missed": N_("misses a requirement"),
        "known_to_partner": N_("known to the partner"),
        "stronger_than_shown": N_("stronger than it shows"),
        "control_found": N_("does not belong here (control)"),
        "other": N_("another reason"),
    },
    "DeclineReason": {
        "skills": N_("skills"),
        "experience": N_("experience"),
        "language": N_("language"),
        "conditions": N_("conditions"),
        "candidate_withdrew": N_("the candidate withdrew"),
        "position_filled": N_("the position is filled"),
        "other": N_("another reason"),
    },
    "DuplicateState": {
        "open": N_("not judged"),
        "same": N_("the same person"),
        "different": N_("different people"),
    },
    "Education": {
        "eqf_1_4": N_("up to vocational education (EQF 1-4)"),
        "eqf_5_6": N_("higher education (EQF 5-6)"),
        "eqf_7_8": N_("master or above (EQF 7-8)"),
        "unknown": N_("education unknown"),
    },
    "EvaluationHalf": {
        "dev": N_("the half to tune on"),
        "test": N_("the half that is never tuned on"),
    },
    "EvaluationSize": {
        "whole": N_("all of it"),
        "trial": N_("five, to try it out"),
    },
    "EvaluationState": {
        "running": N_("goes on"),
        "done": N_("done"),
        "failed": N_("failed"),
        "stopped": N_("stopped"),
    },
    "EvaluationSystems": {
        "ours": N_("ours alone"),
        "baselines": N_("ours and the baselines"),
        "all": N_("these, and ours with each part switched off"),
    },
    "EvidenceKind": {
        "coach": N_("checked by a coach"),
        "certificate": N_("certificate"),
        "module": N_("module of a programme"),
        "work": N_("work"),
        "project": N_("project"),
        "self": N_("own statement"),
    },
    "FeedbackKind": {
        "interest": N_("interested"),
        "interview": N_("invited"),
        "hired": N_("hired"),
        "declined": N_("declined"),
    },
    "ImportKind": {
        "organisations": N_("organisations"),
        "programmes": N_("programmes"),
        "candidates": N_("candidates"),
        "vacancies": N_("vacancies"),
    },
    "ImportState": {
        "done": N_("done"),
        "refused": N_("refused"),
    },
    "Importance": {
        "must": N_("must"),
        "nice": N_("nice"),
    },
    "Level": {
        "aware": N_("knows of it"),
        "guided": N_("with guidance"),
        "independent": N_("independently"),
        "expert": N_("expert"),
    },
    "Match": {
        "matched": N_("has it"),
        "nearby": N_("something near it"),
        "missing": N_("not found"),
    },
    "Reveal": {
        "not_asked": N_("name not asked"),
        "asked": N_("asked whether you may see the name"),
        "given": N_("agreed to be named"),
        "refused": N_("prefers not to be named"),
    },
    "Role": {
        "partner": N_("partner"),
        "coach": N_("coach"),
        "evaluator": N_("evaluator"),
        "programme_manager": N_("programme manager"),
        "candidate": N_("candidate"),
        "admin": N_("administrator"),
    },
    "ShortlistState": {
        "draft": N_("requested"),
        "in_review": N_("in review"),
        "released": N_("released"),
        "closed": N_("closed"),
        "withdrawn": N_("withdrawn"),
    },
    "TableKind": {
        "organisations": N_("organisations"),
        "programmes": N_("programmes"),
        "candidates": N_("candidates"),
        "vacancies": N_("vacancies"),
    },
    "Travel": {
        "within_reach": N_("within travel distance"),
        "far": N_("far"),
        "unknown": N_("travel distance unknown"),
    },
    "UserState": {
        "invited": N_("invited"),
        "active": N_("active"),
        "disabled": N_("disabled"),
        "erased": N_("erased"),
    },
    "VacancyState": {
        "draft": N_("draft"),
        "open": N_("open"),
        "closed": N_("closed"),
        "withdrawn": N_("withdrawn"),
    },
    "Warned": {
        "thin_evidence": N_("thin evidence: mostly own statements or doubtful readings"),
        "stale_profile": N_("nothing changed in the profile for 90 days"),
        "near_limit": N_("just meets a condition"),
        "unknown": N_("a condition is unknown"),
        "possible_duplicate": N_("possibly the same person twice"),
    },
    "Why": {
        "ended": N_("the procedure ended, or they have work or left"),
        "inactive": N_("no sign of life for a year"),
        "no_consent": N_("never agreed to be on lists"),
    },
    "WorkMode": {
        "onsite": N_("on site"),
        "hybrid": N_("hybrid"),
        "remote": N_("remote"),
    },
}
"""By the name of the class, and the value."""
