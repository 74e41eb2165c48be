print(*("nan", "inf", "-Infinity", "1e999", "0x10", "1_000", "\u0661\u0662", "1e308"), sep="\n")
