"""The sentences with which a tree or an archive is refused. What stands in braces is filled in on the way."""

from .refused import Sentence

# -- How much ------------------------------------------------------------------------------------
TOO_MANY_ENTRIES = Sentence(
    en="There are more than {limit} files and folders. "
    "Leave out what can be made again, such as build output, caches and virtual environments.",
    ko="파일과 폴더가 {limit}개를 넘습니다. 빌드 결과, 캐시, 가상 환경처럼 다시 만들 수 있는 것은 빼 주세요.",
)
FILE_TOO_LARGE = Sentence(
    en="‘{name}’ has {size}. One file may have {limit} at most.",
    ko="‘{name}’ 파일의 크기가 {size}입니다. 파일 하나는 {limit}까지 제출할 수 있습니다.",
)
TREE_TOO_LARGE = Sentence(
    en="All files together have more than {limit}.",
    ko="파일을 모두 합친 크기가 {limit}를 넘습니다.",
)

# -- What kind -----------------------------------------------------------------------------------
LINK = Sentence(
    en="‘{name}’ is a link. Hand in the file itself.",
    ko="‘{name}’ 항목은 링크입니다. 파일 자체를 제출해 주세요.",
)
SUBMODULE = Sentence(
    en="‘{name}’ is a repository inside yours (a submodule). "
    "Run: git rm --cached '{name}', delete the folder .git in it, add its files and commit.",
    ko="‘{name}’ 항목은 저장소 안의 다른 저장소(서브모듈)입니다. "
    "git rm --cached '{name}' 명령을 실행하고 그 안의 .git 폴더를 지운 뒤 파일을 추가해 커밋해 주세요.",
)
NOT_A_FILE = Sentence(
    en="‘{name}’ is neither a file nor a folder.",
    ko="‘{name}’ 항목은 파일도 폴더도 아닙니다.",
)

# -- Names ---------------------------------------------------------------------------------------
OUTSIDE = Sentence(
    en="‘{name}’ points outside your work. Paths must not start with ‘/’ or hold ‘..’.",
    ko="‘{name}’ 경로가 작업 폴더 밖을 가리킵니다. 경로는 ‘/’로 시작하거나 ‘..’을 포함할 수 없습니다.",
)
PATH_TOO_LONG = Sentence(
    en="The path ‘{name}’ is longer than {limit} bytes.",
    ko="‘{name}’ 경로가 {limit}바이트보다 깁니다.",
)
NAME_TOO_LONG = Sentence(
    en="The name ‘{name}’ is longer than {limit} bytes.",
    ko="‘{name}’ 이름이 {limit}바이트보다 깁니다.",
)
TOO_DEEP = Sentence(
    en="‘{name}’ lies more than {limit} levels deep.",
    ko="‘{name}’ 경로가 {limit}단계보다 깊습니다.",
)
EMPTY_NAME = Sentence(
    en="The path ‘{name}’ holds an empty name.",
    ko="‘{name}’ 경로에 빈 이름이 있습니다.",
)
CHARACTER = Sentence(
    en="The name ‘{name}’ holds a character that is not accepted ({character}). "
    "Use letters, digits, ‘_’, ‘.’, ‘-’ and spaces between them.",
    ko="‘{name}’ 이름에 쓸 수 없는 문자({character})가 있습니다. "
    "글자, 숫자, ‘_’, ‘.’, ‘-’와 그 사이의 빈칸만 쓸 수 있습니다.",
)
EDGE = Sentence(
    en="The name ‘{name}’ starts with ‘-’ or a space, or ends with ‘.’ or a space.",
    ko="‘{name}’ 이름이 ‘-’나 빈칸으로 시작하거나 ‘.’이나 빈칸으로 끝납니다.",
)
RESERVED = Sentence(
    en="The name ‘{name}’ is reserved. Leave it out or rename it.",
    ko="‘{name}’ 이름은 예약되어 있습니다. 빼거나 이름을 바꿔 주세요.",
)
NOT_UTF8 = Sentence(
    en="The name ‘{name}’ cannot be read. Names must be written in UTF-8.",
    ko="‘{name}’ 이름을 읽을 수 없습니다. 이름은 UTF-8이어야 합니다.",
)
SAME_NAME = Sentence(
    en="‘{name}’ and ‘{other}’ are the same name on many computers. Rename one of them.",
    ko="‘{name}’ 이름과 ‘{other}’ 이름은 많은 컴퓨터에서 같은 이름입니다. 하나를 바꿔 주세요.",
)

# -- Archives ------------------------------------------------------------------------------------
NOT_AN_ARCHIVE = Sentence(
    en="This is not a zip, tar or tar.gz archive.",
    ko="zip, tar, tar.gz 압축 파일이 아닙니다.",
)
ARCHIVE_TOO_LARGE = Sentence(
    en="The archive has more than {limit}.",
    ko="압축 파일의 크기가 {limit}를 넘습니다.",
)
ARCHIVE_DAMAGED = Sentence(
    en="The archive is damaged. Make it again.",
    ko="압축 파일이 손상되었습니다. 다시 만들어 주세요.",
)
ARCHIVE_EMPTY = Sentence(
    en="The archive holds no file.",
    ko="압축 파일 안에 파일이 없습니다.",
)
ENCRYPTED = Sentence(
    en="‘{name}’ is encrypted. Make the archive without a password.",
    ko="‘{name}’ 파일이 암호화되어 있습니다. 비밀번호 없이 압축해 주세요.",
)
COMPRESSION = Sentence(
    en="‘{name}’ is compressed in an unusual way. Make an ordinary zip (deflate) or a tar.gz.",
    ko="‘{name}’ 파일의 압축 방식을 지원하지 않습니다. 일반 zip(deflate)이나 tar.gz로 만들어 주세요.",
)
OVERLAP = Sentence(
    en="Two files of the archive share the same bytes. Make the archive again.",
    ko="압축 파일 안의 두 파일이 같은 바이트를 함께 씁니다. 다시 만들어 주세요.",
)

# -- Trees ---------------------------------------------------------------------------------------
UNREADABLE = Sentence(
    en="The files of this commit could not be read.",
    ko="이 커밋의 파일을 읽을 수 없습니다.",
)
