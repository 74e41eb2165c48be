from reviews import read

GOOD = ("좋", "맛있", "친절", "추천", "만족", "최고", "깨끗", "빠르", "예쁘")
BAD = ("나쁘", "맛없", "불친절", "실망", "별로", "최악", "더럽", "느리", "비싸")
for row in read("test.csv"):
    text = row["review"]
    print("긍정" if sum(word in text for word in GOOD) >= sum(word in text for word in BAD) else "부정")
