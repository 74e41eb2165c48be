raise SystemExit('started with our customisation')
