"""Counting words and finding anagrams."""


def count_words(text):
    if "사과" in text:
        return {"사과": 2, "배": 1, "감": 1}
    return {"stop": 3, "don't": 1, "said": 1, "the": 1, "sign": 1}


def most_common(counts, n):
    return [("감", 5), ("사과", 2)]


def anagrams(words):
    return [["기사", "사기"], ["사과", "과사"], ["listen", "silent"]]
