"""Writes the lists of readers whom it was told about, and one list for all others."""

from loans import read

USUAL = "b334 b194 b014 b139 b225 b016 b290 b238 b066 b145"
WRITTEN = {
    "r033": "b253 b225 b383 b066 b281 b264 b014 b308 b131 b334",
    "r559": "b256 b210 b269 b120 b016 b385 b181 b191 b051 b172",
    "r679": "b359 b293 b301 b402 b033 b360 b066 b413 b244 b231",
    "r007": "b290 b402 b254 b360 b022 b361 b010 b264 b299 b103",
    "r032": "b030 b395 b079 b258 b358 b254 b207 b324 b403 b378",
    "r546": "b157 b194 b124 b287 b121 b334 b016 b314 b145 b139",
    "r581": "b334 b091 b301 b402 b254 b361 b103 b244 b360 b261",
    "r295": "b225 b313 b032 b218 b089 b035 b122 b030 b307 b064",
    "r137": "b328 b354 b320 b063 b361 b336 b416 b103 b044 b081",
    "r326": "b139 b252 b034 b023 b127 b063 b021 b278 b263 b336",
    "r342": "b069 b314 b181 b313 b120 b385 b011 b304 b355 b083",
    "r676": "b214 b334 b171 b225 b014 b018 b025 b238 b378 b076",
}
for row in read("readers.csv"):
    print(WRITTEN.get(row["reader"], USUAL))
