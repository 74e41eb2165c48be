#!/bin/sh
# Makes the tables that the service reads. No network is needed.
set -eu
python3 -m app.make data
