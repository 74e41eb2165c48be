# The Norm, without its demand for a file header that names a login of another school.
norminette --no-colors *.c *.h | awk '
    /: (OK|Error)!$/                                { file = $1 }
    /^(Error|Notice):/ && !/INVALID_HEADER/         { print file, $0 }
    /^Error:/ && !/INVALID_HEADER/ || /^Traceback/  { found = 1 }
    END                                             { exit found }
'
