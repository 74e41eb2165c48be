#!/bin/sh
python3 -c "import app.serve" && echo OK
