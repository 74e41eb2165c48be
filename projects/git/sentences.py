"""What git's own output says in the academy's words: refusals of a push, and the greeting after one."""

from projects.intake.refused import Sentence

WRONG_BRANCH = Sentence(
    en="You pushed the branch ‘{name}’, but only ‘{branch}’ is kept and graded. "
    "Run: git push origin HEAD:{branch}",
    ko="‘{name}’ 브랜치를 푸시했지만 ‘{branch}’ 브랜치만 보관하고 채점합니다. "
    "다음을 실행하세요: git push origin HEAD:{branch}",
)
NO_TAGS = Sentence(
    en="Tags are not kept here (‘{name}’). Push the branch alone: git push --no-follow-tags origin {branch}",
    ko="태그(‘{name}’)는 보관하지 않습니다. 브랜치만 푸시하세요: git push --no-follow-tags origin {branch}",
)
OTHER_REF = Sentence(
    en="‘{name}’ is not a branch, and only the branch ‘{branch}’ is kept. Run: git push origin HEAD:{branch}",
    ko="‘{name}’ 항목은 브랜치가 아닙니다. ‘{branch}’ 브랜치만 보관합니다. "
    "다음을 실행하세요: git push origin HEAD:{branch}",
)
NO_DELETE = Sentence(
    en="‘{name}’ cannot be deleted: what was handed in stays.",
    ko="‘{name}’ 브랜치는 삭제할 수 없습니다. 제출한 것은 그대로 남습니다.",
)
NO_FORCE = Sentence(
    en="This push would throw away commits that are already here, and what was handed in stays. "
    "Run: git pull --no-rebase origin {branch}, then push without --force.",
    ko="이미 받은 커밋이 사라지는 푸시라 받지 않았습니다. 제출한 것은 그대로 남아 있습니다. "
    "git pull --no-rebase origin {branch} 명령을 실행한 뒤 --force 없이 푸시하세요.",
)
MOVED = Sentence(
    en="Somebody else pushed to this repository in the meantime. "
    "Run: git pull --no-rebase origin {branch}, then push again.",
    ko="그사이 다른 사람이 이 저장소에 푸시했습니다. "
    "git pull --no-rebase origin {branch} 명령을 실행한 뒤 다시 푸시하세요.",
)
FULL = Sentence(
    en="The repository is full: it would hold {size}, and {limit} is the most. Ask the staff to look at it.",
    ko="저장소가 가득 찼습니다. 필요한 크기는 {size}, 한도는 {limit}입니다. 운영진에게 문의해 주세요.",
)
UNSAFE_HISTORY = Sentence(
    en="An object in the history of this push is not safe to keep: {said}",
    ko="이 푸시의 커밋 이력에 안전하지 않아 보관할 수 없는 객체가 있습니다: {said}",
)
NOT_CHECKED = Sentence(
    en="The academy could not check this push, so nothing of it was kept. Our fault: push again later.",
    ko="푸시를 검사하지 못해 아무것도 저장하지 않았습니다. 저희 쪽 문제이니 잠시 뒤 다시 푸시해 주세요.",
)

RECEIVED = Sentence(
    en="Received {commit} (files: {files}, {size}).",
    ko="{commit} 커밋을 받았습니다(파일 {files}개, {size}).",
)
MISSING = Sentence(
    en="Kept, but not graded yet: {names} is missing.",
    ko="저장했지만 아직 채점할 수 없습니다. 없는 파일: {names}",
)
MANY_MISSING = Sentence(
    en="Kept, but not graded yet: {names} are missing.",
    ko="저장했지만 아직 채점할 수 없습니다. 없는 파일: {names}",
)
PAGE = Sentence(en="Your project: {address}", ko="과제 페이지: {address}")

# Before anybody is known no language is, so both are said.
TOKEN_NEEDED = Sentence(
    en="Sign in with your login and, as the password, an access token from your profile.",
    ko="아이디와, 비밀번호 자리에 프로필에서 만든 액세스 토큰을 입력해 주세요.",
)
NO_REPOSITORY = Sentence(en="There is no such repository.", ko="그런 저장소가 없습니다.")
SMART_ONLY = Sentence(
    en="This address is for git only: git clone, git fetch, git push.",
    ko="git clone, git fetch, git push 전용 주소입니다.",
)
TOO_LARGE = Sentence(en="This request has more than {limit}.", ko="요청의 크기가 {limit}를 넘습니다.")
CROWDED = Sentence(
    en="Too many transfers are under way. Try again in a minute.",
    ko="지금 진행 중인 전송이 너무 많습니다. 잠시 뒤 다시 시도해 주세요.",
)
NO_ANSWER = Sentence(en="Git did not answer in time.", ko="git이 제시간에 응답하지 않았습니다.")
