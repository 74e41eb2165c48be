print("<script>alert(1)</script><img src=x onerror=alert(1)></pre></td></table><style>*{display:none}</style>")
print("{{ 7 * 7 }} {% load static %} ${7*7} javascript:alert(1) ]]> --> '\"")
