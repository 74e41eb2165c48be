#!/bin/sh
exec python3 -m app.serve data 5000
