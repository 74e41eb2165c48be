from complaints import HUMAN, read

KEYWORDS = {
    "도로": "도로과",
    "길": "도로과",
    "주차": "교통과",
    "버스": "교통과",
    "쓰레기": "청소과",
    "냄새": "환경과",
    "소음": "환경과",
    "공원": "공원과",
    "나무": "공원과",
    "물": "상하수도과",
    "돌봄": "복지과",
    "위험": "안전과",
}
for row in read("test.csv"):
    print(next((office for word, office in KEYWORDS.items() if word in row["complaint"]), HUMAN))
