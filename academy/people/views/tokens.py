"""One's own access tokens."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from .. import tokens
from ..access import SignedIn
from ..forms import TokenForm
from ..refusals import Refused


@never_cache
@login_required
@sensitive_variables("secret")
def index(request: SignedIn) -> HttpResponse:
    """The list and the form. The answer to the form is the only page that ever shows the secret."""
    form, token, secret = TokenForm(request.POST or None), None, ""
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = tokens.create(request.user, **form.cleaned_data)
            form = TokenForm()
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "tokens": request.user.tokens.all(),
        "new": token,
        "secret": secret,
        "now": timezone.now(),
    }
    return render(request, "people/tokens.html", context)


@login_required
@require_POST
def revoke(request: SignedIn, token_id: int) -> HttpResponse:
    token = get_object_or_404(request.user.tokens, pk=token_id)
    token.delete()
    messages.success(request, _("The token “%(name)s” is revoked.") % {"name": token.name})
    return redirect("people:tokens")
