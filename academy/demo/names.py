"""Korean names and the handles that belong to them."""

import numpy as np

FAMILIES = (
    *(("김", "kim"), ("이", "lee"), ("박", "park"), ("최", "choi"), ("정", "jung"), ("강", "kang")),
    *(("조", "cho"), ("윤", "yoon"), ("장", "jang"), ("임", "lim"), ("한", "han"), ("오", "oh")),
    *(("서", "seo"), ("신", "shin"), ("권", "kwon"), ("황", "hwang"), ("안", "ahn"), ("송", "song")),
    *(("류", "ryu"), ("전", "jeon"), ("홍", "hong"), ("고", "ko"), ("문", "moon"), ("양", "yang")),
    *(("손", "son"), ("배", "bae"), ("백", "baek"), ("허", "heo"), ("남", "nam"), ("노", "noh")),
)
USUAL = (21, 15, 9, 5, 5, 3, 3, 2, 2, 2)  # how often the first ones come; the others once
GIVEN = (
    *(("서준", "seojun"), ("도윤", "doyun"), ("하준", "hajun"), ("지호", "jiho"), ("주원", "juwon")),
    *(("시우", "siwoo"), ("준서", "junseo"), ("건우", "gunwoo"), ("현우", "hyunwoo"), ("우진", "woojin")),
    *(("민재", "minjae"), ("은우", "eunwoo"), ("정우", "jungwoo"), ("승현", "seunghyun"), ("태윤", "taeyun")),
    *(("민수", "minsu"), ("성민", "sungmin"), ("재원", "jaewon"), ("동현", "donghyun"), ("상훈", "sanghun")),
    *(("서연", "seoyeon"), ("서윤", "seoyun"), ("지우", "jiwoo"), ("하은", "haeun"), ("하윤", "hayun")),
    *(("민서", "minseo"), ("지유", "jiyu"), ("수아", "sua"), ("지아", "jia"), ("다은", "daeun")),
    *(("예은", "yeeun"), ("채원", "chaewon"), ("수빈", "subin"), ("유나", "yuna"), ("소율", "soyul")),
    *(("지민", "jimin"), ("가은", "gaeun"), ("은서", "eunseo"), ("나연", "nayeon"), ("혜진", "hyejin")),
    *(("슬기", "seulgi"), ("아름", "areum"), ("보람", "boram"), ("한결", "hangyeol"), ("가람", "garam")),
)


def draw(count: int, rng: np.random.Generator) -> list[tuple[str, str]]:
    """Handle and name of each person; all handles and nearly all names differ."""
    weights = np.array([*USUAL, *[1] * (len(FAMILIES) - len(USUAL))], dtype=float)
    pairs = [(family, given) for family in range(len(FAMILIES)) for given in range(len(GIVEN))]
    chances = weights[[family for family, _given in pairs]]
    drawn = rng.choice(len(pairs), size=count, replace=False, p=chances / chances.sum())
    people = [(FAMILIES[pairs[n][0]], GIVEN[pairs[n][1]]) for n in drawn]
    return [(f"{given[1]}-{family[1]}"[:20], family[0] + given[0]) for family, given in people]
