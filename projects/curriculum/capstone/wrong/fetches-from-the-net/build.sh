#!/bin/sh
set -eu
python3 -m pip install --quiet flask
python3 -m app.make data
