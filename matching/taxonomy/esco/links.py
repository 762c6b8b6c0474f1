"""What ESCO says of concepts beside each other: above, related, needed; without circles."""

from collections.abc import Mapping

from matching.taxonomy.esco.drafts import Draft
from matching.taxonomy.esco.files import EscoFiles

__all__ = ["ROOTS", "cut_circles", "hang_orphans", "link_occupations", "link_skills"]

STRENGTHS = {"essential": 0.6, "optional": 0.4}
"""How much of a skill somebody brings who has one that ESCO calls essential or optional for it."""

ROOTS = {
    "knowledge": "http://data.europa.eu/esco/skill/c46fcb45-5c14-4ffa-abed-5a43f104bb22",
    "skill": "http://data.europa.eu/esco/skill/335228d2-297d-4e0e-a6ee-bc6a8dc110d9",
    "transversal": "http://data.europa.eu/esco/skill/04a13491-b58c-4d33-8b59-8fad0d55fe9e",
}
"""The groups at the top of ESCO's skills, by what hangs below them."""


def link_skills(files: EscoFiles, skills: Mapping[str, Draft]) -> None:
    """Set what is above each skill or group, and what is related to it."""
    upwards = ("conceptUri", "broaderUri")
    for row in files.rows(files.path("broaderRelationsSkillPillar"), upwards):
        concept, above = row.uri("conceptUri"), row.uri("broaderUri")
        if concept in skills:
            skills[concept].broader.add(above)
    _keep_known(skills)
    columns = ("originalSkillUri", "relationType", "relatedSkillUri")
    for row in files.rows(files.path("skillSkillRelations"), columns):
        one, two = sorted((row.uri("originalSkillUri"), row.uri("relatedSkillUri")))
        strength = STRENGTHS.get(row.text("relationType"))
        if strength and one != two and one in skills and two in skills:
            related = skills[one].related
            related[two] = max(strength, related.get(two, 0.0))


def link_occupations(
    files: EscoFiles, occupations: Mapping[str, Draft], skills: Mapping[str, Draft]
) -> None:
    """Set what is above each occupation, and which skills it needs."""
    columns = ("conceptUri", "broaderUri")
    for row in files.rows(files.path("broaderRelationsOccPillar"), columns):
        concept, above = row.uri("conceptUri"), row.uri("broaderUri")
        if concept in occupations:
            occupations[concept].broader.add(above)
    _keep_known(occupations)
    lists = (
        ("occupationSkillRelations", "relationType"),
        ("ict_occupation_essential_skills", "relation"),
    )
    for stem, relation in lists:
        for row in files.rows(files.path(stem), ("occupationUri", "skillUri", relation)):
            occupation, skill = occupations.get(row.uri("occupationUri")), row.uri("skillUri")
            if occupation and skill in skills:
                essential = row.text(relation) == "essential"
                (occupation.essential if essential else occupation.optional).add(skill)
    for occupation in occupations.values():
        occupation.optional -= occupation.essential


def _keep_known(concepts: Mapping[str, Draft]) -> None:
    for draft in concepts.values():
        draft.broader = {up for up in draft.broader if up in concepts and up != draft.uri}


def cut_circles(concepts: Mapping[str, Draft]) -> int:
    """Cut every link upwards that comes back to where it started; the number of links cut."""
    done: set[str] = set()
    cut = 0
    for start in sorted(concepts):
        path: list[str] = []
        waiting = [(start, False)]
        while waiting:
            uri, leaving = waiting.pop()
            if leaving:
                path.pop()
                done.add(uri)
            elif uri not in done and uri not in path:
                path.append(uri)
                back = concepts[uri].broader.intersection(path)
                concepts[uri].broader -= back
                cut += len(back)
                waiting.append((uri, True))
                waiting.extend((up, False) for up in sorted(concepts[uri].broader, reverse=True))
    return cut


def hang_orphans(skills: dict[str, Draft]) -> int:
    """Put every skill that hangs nowhere below the group of its kind; the number of them."""
    parents = {up for draft in skills.values() for up in draft.broader}
    orphans = [draft for draft in skills.values() if not draft.broader and draft.uri not in parents]
    for draft in orphans:
        name = "transversal" if draft.transversal else draft.kind
        root = ROOTS.get(name, ROOTS["skill"])
        if root not in skills:
            skills[root] = _root(root)
        if draft.uri != root:
            draft.broader = {root}
    return len(orphans)


def _root(uri: str) -> Draft:
    names = {
        ROOTS["knowledge"]: ("knowledge", "kennis"),
        ROOTS["skill"]: ("skills", "vaardigheden"),
        ROOTS["transversal"]: (
            "transversal skills and competences",
            "transversale vaardigheden en competenties",
        ),
    }
    english, dutch = names[uri]
    return Draft(uri=uri, kind="knowledge", group=True, labels={"en": english, "nl": dutch})
