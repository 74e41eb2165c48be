print("\u202epassed\u202c \u2066\u2067\u200b\u200f\ufeff\U000e0041 " + "\u0301" * 3000 + "\u3164" * 100)
