raise SystemExit('this json is not the real one')
