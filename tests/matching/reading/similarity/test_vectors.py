import numpy as np

from matching.matcher import Matcher
from matching.reading.similarity import load_similarity


def test_a_query_has_the_same_similarities_alone_as_among_others(matcher: Matcher) -> None:
    labels = [label for each in matcher.taxonomy.skills.values() for label in each.labels()][:2000]
    similarity = load_similarity().fit(labels)
    queries = ["teams aansturen", "schrijven van rapporten", "java", "zorg voor klanten", "cloud"]
    queries += labels[:20]
    together = similarity.similarities(queries)
    alone = [similarity.similarities([each])[0] for each in queries]
    assert np.array_equal(together, np.vstack(alone))
    assert np.array_equal(together[3:17], similarity.similarities(queries[3:17]))
    assert similarity.similarities([]).shape == (0, len(labels))
