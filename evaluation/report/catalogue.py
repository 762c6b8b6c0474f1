"""All phrases of the report: name to Dutch and English."""

from collections.abc import Mapping

from evaluation.report.catalogue_metrics import METRICS

__all__ = ["CATALOGUE"]

CATALOGUE: Mapping[str, tuple[str, str]] = {
    "title": ("Schakel: hoe goed zijn de aanbevelingen?", "Schakel: how good are the matches?"),
    "subtitle": (
        "Evaluatierapport; taken: {tasks}, systemen: {systems}",
        "Evaluation report; tasks: {tasks}, systems: {systems}",
    ),
    "to": ("tot", "to"),
    "and": ("en", "and"),
    "short": ("Het oordeel", "The verdict"),
    "origin": ("Herkomst", "Where this comes from"),
    # verdicts
    "verdict_better": ("beter", "better"),
    "verdict_worse": ("slechter", "worse"),
    "verdict_same": ("gelijk", "the same"),
    "verdict_not_enough": ("te weinig gegevens", "not enough data"),
    "verdict_none": ("niet vergeleken", "not compared"),
    "overall": (
        "Tegenover de beste basislijn van elke taak is Schakel {parts}; vergeleken: {tasks}.",
        "Against the best baseline of each task, Schakel is {parts}; compared: {tasks}.",
    ),
    "overall_better": ("op {count} beter", "better on {count}"),
    "overall_worse": ("op {count} slechter", "worse on {count}"),
    "overall_same": ("op {count} gelijk", "the same on {count}"),
    "overall_not_enough": (
        "op {count} niet te onderscheiden (te weinig gegevens)",
        "not told apart on {count} (not enough data)",
    ),
    "overall_none": (
        "Er is niets vergeleken: er is geen taak met Schakel en een basislijn.",
        "Nothing was compared: no task has both Schakel and a baseline.",
    ),
    "headline": (
        "{metric} {ours}, beste basislijn {best} {theirs}; verschil {difference} "
        "(95 %-interval {interval}) over {queries} vragen.",
        "{metric} {ours}, best baseline {best} {theirs}; difference {difference} "
        "(95 % interval {interval}) over {queries} queries.",
    ),
    "headline_alone": (
        "{metric} {ours}; er is geen basislijn om mee te vergelijken.",
        "{metric} {ours}; there is no baseline to compare with.",
    ),
    "headline_without": (
        "Schakel zelf is hier niet gemeten.",
        "Schakel itself was not measured here.",
    ),
    "how_compared": (
        "Vergeleken met de basislijn die op de kernmaat het hoogst uitkomt. Gepaarde "
        "randomisatietoets over vragen, gecorrigeerd (Holm) voor alle systemen van een taak, "
        "bij 5 %. «Te weinig gegevens» is niet «geen verschil».",
        "Compared with the baseline that is highest on the key metric. Paired randomisation test "
        "over queries, corrected (Holm) for all systems of a task, at 5 %. «Not enough data» is "
        "not «no difference».",
    ),
    # tasks
    "task_ranking": ("Kandidaten bij een vacature", "Candidates for a vacancy"),
    "task_occupation-linking": ("Functietitels naar beroepen", "Job titles to occupations"),
    "task_skill-linking": ("Omschrijvingen naar vaardigheden", "Phrases to skills"),
    "task_skill-extraction": ("Vaardigheden van een zin", "Skills of a sentence"),
    "task_title-text": ("Titels en hun teksten", "Titles and their texts"),
    "task_spans": ("Woorden die een vaardigheid noemen", "Words that name a skill"),
    "task_mentions": ("Vaardigheden van vacatures", "Skills of vacancies"),
    "task_traps": ("Valstrikken in teksten", "Traps in texts"),
    "task_fairness": ("Gelijke behandeling", "Fairness"),
    "asks_ranking": (
        "Wie past bij deze vacature? Beoordelaars gaven elk paar een cijfer van 0 tot 3.",
        "Who fits this vacancy? Judges graded each pair from 0 to 3.",
    ),
    "asks_occupation-linking": (
        "Welk beroep is deze functietitel?",
        "Which occupation is this job title?",
    ),
    "asks_skill-linking": (
        "Welke vaardigheid van ESCO is deze omschrijving?",
        "Which ESCO skill is this phrase?",
    ),
    "asks_skill-extraction": (
        "Welke vaardigheden van ESCO vraagt deze zin?",
        "Which ESCO skills does this sentence ask?",
    ),
    "asks_title-text": (
        "Welke tekst hoort bij deze titel van een vacature?",
        "Which text belongs to this title of a vacancy?",
    ),
    "asks_spans": (
        "Welke woorden van een zin noemen een vaardigheid?",
        "Which words of a sentence name a skill?",
    ),
    "asks_mentions": (
        "Welke vaardigheden noemt deze vacature, en waar? Mensen gaven de labels.",
        "Which skills does this vacancy name, and where? People gave the labels.",
    ),
    "asks_traps": (
        "Gaat het lezen fout bij ontkenningen, dubbelzinnige woorden en dergelijke?",
        "Does reading go wrong on denials, ambiguous words and the like?",
    ),
    # tables and plots
    "system": ("systeem", "system"),
    "systems_table": ("{task}: alle vragen", "{task}: all queries"),
    "set_table": ("Alleen {set}", "{set} alone"),
    "parts_table": ("{task}: per soort", "{task}: by kind"),
    "part": ("soort", "kind"),
    "languages_table": (
        "Per taal van de vacature: {metric} van ours en van de beste basislijn van die taal",
        "By language of the vacancy: {metric} of ours and of the best baseline of that language",
    ),
    "translations_table": (
        "Per taal, originelen en vertalingen van alle vacatures: {metric} van ours en van de beste "
        "basislijn van die taal",
        "By language, originals and translations of all vacancies: {metric} of ours and of the "
        "best baseline of that language",
    ),
    "languages_note": (
        "Verschil is ours min die basislijn; klein: 95 %-interval, en hoe de basislijn heet. p van "
        "de gepaarde randomisatietoets, gecorrigeerd (Holm) voor de talen; met n vacatures kan p "
        "niet onder 2 / 2ⁿ, dus met 5 of minder is er nooit een oordeel bij 5 %.",
        "Difference is ours minus that baseline; small: 95 % interval, and the baseline's name. p "
        "of the paired randomisation test, corrected (Holm) for the languages; with n vacancies p "
        "cannot be under 2 / 2ⁿ, so with 5 or fewer there never is a verdict at 5 %.",
    ),
    "language": ("taal", "language"),
    "language_nl": ("Nederlands", "Dutch"),
    "language_en": ("Engels", "English"),
    "vacancies": ("vacatures", "vacancies"),
    "best_baseline": ("beste basislijn", "best baseline"),
    "against_ours": ("verschil met ours", "difference from ours"),
    "verdict": ("oordeel", "verdict"),
    "small_interval": (
        "Klein: 95 %-interval (bootstrap over vragen). Vet: hoogste van de kolom. Verschil en "
        "oordeel gaan over {key}: dat systeem min ours.",
        "Small: 95 % interval (bootstrap over queries). Bold: highest of the column. Difference "
        "and verdict are on {key}: that system minus ours.",
    ),
    "low": ("ondergrens", "low"),
    "high": ("bovengrens", "high"),
    "difference": ("verschil", "difference"),
    "data_table": ("De cijfers als tabel", "The figures as a table"),
    "sets": ("Per dataset", "By dataset"),
    "ours": ("Schakel (ours)", "Schakel (ours)"),
    "others": ("andere systemen", "other systems"),
    "line_interval": ("95 %-interval", "95 % interval"),
    "systems_plot": ("{metric} van elk systeem", "{metric} of each system"),
    "systems_desc": (
        "Een punt per systeem met een lijn voor het 95 %-interval. Het hoogst staat {best} met "
        "{value}; ours heeft {ours}.",
        "A point for each system with a line for the 95 % interval. The highest is {best} with "
        "{value}; ours has {ours}.",
    ),
    "queries_plot": (
        "{metric} per vacature, tegenover {best}",
        "{metric} of each vacancy, against {best}",
    ),
    "queries_desc": (
        "Twee punten per vacature, verbonden door een lijn. Ours staat hoger bij {higher}, gelijk "
        "bij {same} en lager bij {lower} vacatures.",
        "Two points for each vacancy, joined by a line. Ours is higher on {higher}, the same on "
        "{same} and lower on {lower} vacancies.",
    ),
    "queries_cut": (
        "De {shown} grootste verschillen van {all}; de tabel heeft ze alle.",
        "The {shown} largest differences of {all}; the table has all of them.",
    ),
    "query": ("vraag", "query"),
    "vacancy": ("vacature", "vacancy"),
    "calibration_plot": (
        "Welk deel van de paren past, per score",
        "What share of pairs is relevant, by score",
    ),
    "calibration_desc": (
        "Een punt per klasse van scores met een lijn voor het 95 %-interval. Van de laagste "
        "klasse past {low}, van de hoogste {high}; het hoort te stijgen.",
        "A point for each class of scores with a line for the 95 % interval. Of the lowest class "
        "{low} is relevant, of the highest {high}; it should rise.",
    ),
    "score": ("score", "score"),
    "pairs": ("paren", "pairs"),
    "mean_score": ("gemiddelde score", "mean score"),
    "share": ("aandeel passend", "share relevant"),
    "ablation": ("Wat elk onderdeel bijdraagt", "What each part adds"),
    "ablation_plot": (
        "Verschil op {metric} als een onderdeel uit staat",
        "Difference on {metric} with a part switched off",
    ),
    "ablation_desc": (
        "Een punt per onderdeel met een lijn voor het 95 %-interval; links van nul wordt het "
        "slechter zonder. De meeste invloed heeft {most} met {value}.",
        "A point for each part with a line for the 95 % interval; left of zero it gets worse "
        "without it. The most influence has {most} with {value}.",
    ),
    "without_part": ("ours zonder dit onderdeel", "ours without this part"),
    "ablation_note": (
        "Een onderdeel waarvan het weglaten niet «slechter» geeft, bewijst zich in deze gegevens "
        "niet.",
        "A part whose absence is not «worse» is not shown to help by these data.",
    ),
    "stability": ("Hoe stabiel onze rangschikking is", "How stable our ranking is"),
    "stability_note": (
        "Een tweede keer, gehusselde invoer en namen horen overlap 1 en verandering 0 te geven. "
        "«Translation» is de hele vacature, door mensen vertaald.",
        "Another run, shuffled input and names must give overlap 1 and change 0. «Translation» is "
        "the whole vacancy, translated by people.",
    ),
    "change": ("verandering", "change"),
    "overlap": ("overlap (RBO)", "overlap (RBO)"),
    "least": ("laagste van een vacature", "least of a vacancy"),
    "top_change": ("weg uit de top 10", "left the top 10"),
    "fell": ("waarvan door meer dan ruis", "of which by more than noise"),
    # fairness
    "asks_fairness": (
        "Verandert een score als er iets verandert dat er niet toe mag doen? En krijgt onder "
        "gelijk geschikten een groep minder aandacht?",
        "Does a score change when something changes that must not matter? And among equally "
        "qualified people, does a group get less attention?",
    ),
    "fair_unchanged": ("geen score verandert", "no score changes"),
    "fair_changed": ("scores veranderen", "scores change"),
    "fair_counts": (
        "{changes} van {comparisons} vergelijkingen gaven een andere score (met 95 % zekerheid "
        "hoogstens {upper} per 10.000).",
        "{changes} of {comparisons} comparisons gave another score (with 95 % confidence at most "
        "{upper} in 10,000).",
    ),
    "fair_gaps": (
        "Groepen: {found} met een verschil, {clear} zonder gevonden verschil, {few} met te weinig "
        "gegevens.",
        "Groups: {found} with a difference, {clear} with none found, {few} with insufficient data.",
    ),
    "swaps_table": ("Veranderde scores per gewisseld kenmerk", "Changed scores by attribute"),
    "attribute": ("kenmerk", "attribute"),
    "changes": ("veranderd", "changed"),
    "gaps_table": (
        "Groepen onder gelijk geschikten, tegenover de rest",
        "Groups among the equally qualified, against the rest",
    ),
    "gaps_note": (
        "Verhouding 1 is gelijk. Klein: 95 %-interval. «Zichtbaar vanaf»: de kleinste afstand tot "
        "1 die vier van de vijf keer gevonden zou worden. Onder 30 personen is er geen oordeel, "
        "onder 10 geen cijfer. Gecorrigeerd (Holm) voor alle groepen, bij 5 %.",
        "A ratio of 1 is equal. Small: 95 % interval. «Visible from»: the least distance from 1 "
        "that would be found four times in five. Under 30 people there is no verdict, under 10 no "
        "figure. Corrected (Holm) for all groups, at 5 %.",
    ),
    "group": ("groep", "group"),
    "people": ("personen (groep, rest)", "people (group, rest)"),
    "withheld": ("minder dan 10", "under 10"),
    "exposure": ("aandacht", "exposure"),
    "selection": ("selectie", "selection"),
    "detectable": ("zichtbaar vanaf", "visible from"),
    "fair_insufficient_data": ("te weinig gegevens", "insufficient data"),
    "fair_gets_less": ("krijgt minder", "gets less"),
    "fair_gets_more": ("krijgt meer", "gets more"),
    "fair_no_difference_found": ("geen verschil gevonden", "no difference found"),
    "ratio_plot": ("{kind} van groepen, tegenover de rest", "{kind} of groups, over the rest"),
    "ratio_desc": (
        "Een punt per groep met een lijn voor het 95 %-interval, en een streep bij 1, waar groepen "
        "gelijk zijn. Van {count} groepen sluiten er {outside} de 1 uit.",
        "A point for each group with a line for the 95 % interval, and a rule at 1, where groups "
        "are equal. Of {count} groups {outside} exclude 1.",
    ),
    "ratio_cut": (
        "Lijnen voorbij {widest} zijn afgekapt; de tabel heeft ze heel.",
        "Lines beyond {widest} are cut; the table has all of them.",
    ),
    "ratio_legend": ("groep tegenover de rest", "group over the rest"),
    # errors
    "errors": ("De tien slechtste van ours", "The ten worst of ours"),
    "errors_show": ("Toon ze", "Show them"),
    "errors_lead": (
        "De laagste waarden op {metric}, de slechtste eerst; {zero} van de {all} vragen hebben 0.",
        "The lowest values on {metric}, the worst first; {zero} of {all} queries have 0.",
    ),
    "errors_none": ("Alles is goed: er is geen fout.", "All is right: there is no error."),
    "wanted": ("Gewenst", "Wanted"),
    "wanted_more": ("en nog {count}", "and {count} more"),
    "wanted_nothing": ("niets", "nothing"),
    "top": ("Bovenaan bij ours", "On top at ours"),
    "top_nothing": ("niets gevonden", "nothing found"),
    "wrong": ("Wat er mis is", "What is wrong"),
    "rank": ("plaats {rank}", "rank {rank}"),
    "rank_none": ("niet gevonden", "not found"),
    "grade": ("cijfer {grade}", "grade {grade}"),
    "grade_none": ("niet beoordeeld", "not judged"),
    "missing": ("mist {skills}", "misses {skills}"),
    "not_met": ("voldoet niet aan {names}", "does not meet {names}"),
    "answer_unknown": (
        "Dit resultaat bewaart niet wat gewenst was: meet de taak opnieuw.",
        "This result does not hold what was wanted: run the task again.",
    ),
    # origin
    "made_by": ("Gemaakt met", "Made by"),
    "field": ("gegeven", "field"),
    "value": ("waarde", "value"),
    "datasets": ("datasets", "datasets"),
    "data_mark": ("vingerafdruk van de data", "fingerprint of the data"),
    "taxonomy_mark": ("vingerafdruk van de taxonomie", "fingerprint of the taxonomy"),
    "seed": ("toevalsgetal (seed)", "seed"),
    "versions": ("versies", "versions"),
    "notes": ("opmerkingen", "notes"),
    "none": ("geen", "none"),
    "settings": ("Instellingen van de systemen", "Settings of the systems"),
    "report_of": (
        "Dit bestand is in zijn geheel gemaakt uit de resultaten (JSON) die ernaast horen, en "
        "vraagt niets op van elders. Dezelfde resultaten geven dezelfde bytes.",
        "This file is made wholly of the results (JSON) that belong beside it, and asks nothing "
        "from elsewhere. The same results give the same bytes.",
    ),
    "metric": ("maat", "metric"),
    "meaning": ("wat", "what"),
    "metrics_table": ("De maten", "The metrics"),
    **METRICS,
}
