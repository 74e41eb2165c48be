def doubles(service, case):
    answer = service.request("GET", f"/{case['number']}", seconds=2)
    return answer.text.strip() == str(2 * case["number"])
