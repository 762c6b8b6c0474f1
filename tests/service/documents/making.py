"""Real files, made by the libraries that others make them with."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

import docx
import odfdo
from docx.document import Document as DocxDocument
from fpdf import FPDF

from service.documents.limits import LIMITS
from service.documents.model import Document, NoticeCode
from service.documents.reading import read_content

SHOWN = "Ervaring met Python en SQL"
SECRET = "Kubernetes Terraform Ansible"

RESUME = {
    "basics": {
        "name": "Sam Voorbeeld",
        "label": "Junior Java developer",
        "email": "sam@example.org",
        "phone": "010 000 00 00",
        "summary": "Van kok naar code.",
        "location": {"city": "Rotterdam", "postalCode": "3011 AA"},
    },
    "work": [
        {
            "name": "Restaurant De Proef",
            "position": "Kok",
            "startDate": "2015",
            "endDate": "2023",
            "highlights": ["Maakte het rooster in Excel"],
        }
    ],
    "education": {"institution": "Codehuis", "area": "Java", "studyType": "Omscholing"},
    "skills": [{"name": "Web", "level": "basis", "keywords": ["HTML", "CSS"]}, {"name": "Java"}],
    "languages": [
        {"language": "Nederlands", "fluency": "Moedertaal"},
        {"language": "English", "fluency": "B2"},
        {"language": "Frans", "fluency": "een beetje"},
    ],
    "references": [{"name": "Robin Referentie", "reference": "Een fijne collega"}],
    "unknown": {"deep": [1, 2, 3]},
}

POSTING = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Java developer",
    "description": "<p>Wij zoeken iemand.</p><ul><li>Java</li><li>SQL is een pré</li></ul>",
    "identifier": {"@type": "PropertyValue", "name": "Voorbeeld BV", "value": "JD 12"},
    "jobLocation": {
        "@type": "Place",
        "address": {
            "postalCode": "3011 AA",
            "addressLocality": "Rotterdam",
            "addressCountry": "NL",
        },
    },
    "jobLocationType": "TELECOMMUTE",
    "workHours": "32-40 uur per week",
    "skills": [{"@type": "DefinedTerm", "name": "Java"}, "Git"],
    "totalJobOpenings": "2",
    "validThrough": "2026-12-31",
}

PASSPORT_XML = """<?xml version="1.0" encoding="UTF-8"?>
<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass"><LearnerInfo>
<Identification><PersonName><FirstName>Sam</FirstName><Surname>Voorbeeld</Surname></PersonName>
<ContactInfo><Address><Contact><Municipality>Delft</Municipality></Contact></Address>
<Email><Contact>sam@example.org</Contact></Email>
<TelephoneList><Telephone><Contact>010 000 00 00</Contact></Telephone></TelephoneList>
</ContactInfo></Identification>
<WorkExperienceList><WorkExperience>
<Period><From year="2015" month="--08"/><To year="2020"/></Period>
<Position><Label>Boekhouder</Label></Position>
<Activities>&lt;p&gt;Maakte queries in SQL&lt;/p&gt;</Activities>
<Employer><Name>Voorbeeld BV</Name></Employer></WorkExperience></WorkExperienceList>
<EducationList><Education><Title>Data-analist</Title>
<Organisation><Name>Codehuis</Name></Organisation></Education></EducationList>
<Skills><Linguistic><MotherTongueList><MotherTongue><Description><Code>nl</Code>
<Label>Nederlands</Label></Description></MotherTongue></MotherTongueList>
<ForeignLanguageList><ForeignLanguage><Description><Code>en</Code><Label>Engels</Label></Description>
<ProficiencyLevel><Listening>C1</Listening><Reading>C1</Reading><Writing>B2</Writing>
</ProficiencyLevel></ForeignLanguage></ForeignLanguageList></Linguistic>
<Computer><Description>Python en Excel</Description></Computer></Skills>
</LearnerInfo></SkillsPassport>"""

CANDIDATE_XML = """<?xml version="1.0" encoding="UTF-8"?>
<Candidate xmlns="http://www.europass.eu/1.0" xmlns:oa="http://www.openapplications.org/oagis/9"
 xmlns:eures="http://www.europass_eures.eu/1.0" xmlns:hr="http://www.hr-xml.org/3">
<CandidatePerson><PersonName><oa:GivenName>Sam</oa:GivenName>
<hr:FamilyName>Voorbeeld</hr:FamilyName></PersonName>
<Communication><ChannelCode>Email</ChannelCode><oa:URI>sam@example.org</oa:URI></Communication>
<Communication><ChannelCode>Telephone</ChannelCode><oa:DialNumber>100000000</oa:DialNumber>
</Communication>
<Communication><UseCode>home</UseCode><Address><oa:CityName>Leiden</oa:CityName></Address>
</Communication>
<PrimaryLanguageCode name="NORMAL">dut</PrimaryLanguageCode></CandidatePerson>
<CandidateProfile languageCode="nl"><EmploymentHistory><EmployerHistory>
<hr:OrganizationName>Voorbeeld BV</hr:OrganizationName><PositionHistory>
<PositionTitle typeCode="FREETEXT">Tester</PositionTitle><eures:EmploymentPeriod>
<eures:StartDate><hr:FormattedDateTime>2019-01</hr:FormattedDateTime></eures:StartDate>
</eures:EmploymentPeriod><oa:Description>&lt;ul&gt;&lt;li&gt;Schreef tests in Selenium&lt;/li&gt;
&lt;/ul&gt;</oa:Description></PositionHistory></EmployerHistory></EmploymentHistory>
<EducationHistory><EducationOrganizationAttendance>
<hr:OrganizationName>Codehuis</hr:OrganizationName><EducationDegree>
<hr:DegreeName>Softwaretester</hr:DegreeName></EducationDegree></EducationOrganizationAttendance>
</EducationHistory><PersonQualifications><PersonCompetency><CompetencyID>eng</CompetencyID>
<hr:TaxonomyID>language</hr:TaxonomyID><eures:CompetencyDimension><eures:Score>
<hr:ScoreText>B1</hr:ScoreText></eures:Score></eures:CompetencyDimension></PersonCompetency>
<PersonCompetency><hr:CompetencyName>Jira</hr:CompetencyName>
<hr:TaxonomyID>Digital_Skill</hr:TaxonomyID></PersonCompetency></PersonQualifications>
</CandidateProfile></Candidate>"""


def read(extension: str, content: bytes | str) -> Document:
    """Read here and not in a process of its own, which is slower."""
    return read_content(
        extension, content.encode() if isinstance(content, str) else content, LIMITS
    )


def hidden(document: Document) -> int:
    """How many hidden characters were left out."""
    return sum(each.count for each in document.warnings if each.code is NoticeCode.HIDDEN_TEXT)


def make_pdf(draw: Callable[[FPDF], None], pages: int = 1) -> bytes:
    """A PDF of pages that say what is shown, and what `draw` puts below it."""
    pdf = FPDF()
    for _ in range(pages):
        pdf.add_page()
        pdf.set_font("helvetica", size=11)
        pdf.cell(0, 10, SHOWN, new_x="LMARGIN", new_y="NEXT")
        draw(pdf)
    return bytes(pdf.output())


def make_docx(change: Callable[[DocxDocument], None]) -> bytes:
    """A DOCX that says what is shown, changed as asked."""
    document = docx.Document()
    document.add_paragraph(SHOWN)
    change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def make_odt(change: Callable[[odfdo.Document], None]) -> bytes:
    """An ODT that says what is shown, changed as asked."""
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Paragraph(SHOWN))
    change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def make_archive(parts: Mapping[str, bytes]) -> bytes:
    """An archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_part(archive: bytes, name: str, content: bytes) -> bytes:
    """The archive with one part replaced or added."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        parts = {each: opened.read(each) for each in opened.namelist()}
    return make_archive({**parts, name: content})


def nothing(_: object) -> None:
    """Change nothing."""


def page(body: str, head: str = "") -> str:
    """An HTML page that says what is shown, and `body` below it."""
    return f"<!doctype html><html><head>{head}</head><body><p>{SHOWN}</p>{body}</body></html>"


@cache
def samples() -> dict[str, bytes]:
    """A whole file of every kind, by a name for it."""
    return {
        "cv.pdf": make_pdf(nothing),
        "cv.docx": make_docx(nothing),
        "cv.odt": make_odt(nothing),
        "vacature.html": page("<ul><li>Java</ul>").encode(),
        "cv.txt": f"{SHOWN}\nen café".encode(),
        "cv.json": json.dumps(RESUME).encode(),
        "vacature.json": json.dumps(POSTING).encode(),
        "cv.xml": PASSPORT_XML.encode(),
        "cv2.xml": CANDIDATE_XML.encode(),
    }
