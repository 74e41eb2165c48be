"""Writes the files that are read: stations as different offices would send them. All of it is invented.

python projects/curriculum/messy-tables/cases/make.py
"""

from pathlib import Path

CASES = Path(__file__).parent
STATIONS = "id,name,district,racks\n007,광주역,북구,12대\n010,양림동 , 남 구,8\n021,수완지구,광산,\n"
RIDES = "id;station;start;minutes\n1;007;2025.03.04 8:57;12분\n;;;\n2;010;2025/03/04 18:05;NA\n"
NOTES = "id,name\n001,역\n002,광장; 분수; 공원\n"  # whose last row has more semicolons than commas


def main():
    (CASES / "stations.csv").write_bytes(STATIONS.encode())
    (CASES / "stations-cp949.csv").write_bytes(STATIONS.replace("\n", "\r\n").encode("cp949"))
    (CASES / "stations-bom.csv").write_bytes(b"\xef\xbb\xbf" + STATIONS.replace(",", "\t").encode())
    (CASES / "rides.csv").write_bytes(RIDES.encode())
    (CASES / "head-only.csv").write_bytes(b"id,name\n")
    (CASES / "quoted.csv").write_bytes('id,name\n"001","역, 앞"\n002,"광장\n입구"\n003\n'.encode())
    (CASES / "notes.csv").write_bytes(NOTES.encode())
    (CASES / "empty.csv").write_bytes(b"")


main()
