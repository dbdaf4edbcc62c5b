package crawl

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// Reason is why a URL gave nothing: what reports, the catalogue and the metrics
// count by.
type Reason string

// Reasons. Those marked with a star ask for another try soon; the others are
// looked at again as rarely as a page that never changes.
const (
	ReasonChallenge  Reason = "challenge"    // * a page that asks to prove a browser (人机验证)
	ReasonRobots     Reason = "robots"       // robots.txt forbids it
	ReasonForbidden  Reason = "forbidden"    // * status 401, 403, 405
	ReasonNotFound   Reason = "not_found"    // status 404
	ReasonGone       Reason = "gone"         // status 410
	ReasonSoft404    Reason = "soft_404"     // status 200 and a page that says 页面不存在
	ReasonLogin      Reason = "login"        // a page that asks for a password
	ReasonShell      Reason = "catch_all"    // the page that the site gives for any address
	ReasonHTML       Reason = "html"         // * a page where a document was linked
	ReasonTruncated  Reason = "truncated"    // * fewer bytes than announced, or a PDF without its end
	ReasonEmpty      Reason = "empty"        // * no bytes at all
	ReasonTooLarge   Reason = "too_large"    // more bytes than internal/limits allows
	ReasonTimeout    Reason = "timeout"      // * no answer, or one that drips
	ReasonConnection Reason = "connection"   // * refused, reset, no such host
	ReasonTLS        Reason = "tls"          // * the certificate does not verify, or TLS too old for what the pack puts up with
	ReasonServer     Reason = "server_error" // * status 5xx
	ReasonThrottled  Reason = "throttled"    // * status 429 or 503
	ReasonRedirect   Reason = "redirect"     // redirects without end, or to a foreign host
	ReasonArchive    Reason = "bad_archive"  // a ZIP, RAR or 7z that cannot be opened within limits
	ReasonEncrypted  Reason = "encrypted"    // an archive that needs a password
	ReasonStatus     Reason = "status"       // another status
	ReasonBroken     Reason = "broken"       // * anything else
)

// soon says whether another try soon makes sense.
func (r Reason) soon() bool {
	switch r {
	case ReasonRobots, ReasonNotFound, ReasonGone, ReasonSoft404, ReasonLogin, ReasonShell, ReasonTooLarge, ReasonRedirect, ReasonArchive, ReasonEncrypted, ReasonStatus:
		return false
	}
	return true
}

// failure is a Reason with the words to it.
type failure struct {
	reason Reason
	detail string
}

func (f *failure) Error() string {
	if f.detail == "" {
		return string(f.reason)
	}
	return string(f.reason) + ": " + f.detail
}

// inWords is what a failure says besides its reason.
func inWords(err error) string {
	var f *failure
	if errors.As(err, &f) {
		return f.detail
	}
	var asked *url.Error
	if errors.As(err, &asked) {
		err = asked.Err
	}
	return err.Error()
}

func failed(r Reason, format string, args ...any) error {
	return &failure{r, fmt.Sprintf(format, args...)}
}

// errStopped: the host is left alone for the rest of the run.
var errStopped = errors.New("left alone")

// errReplay: what is replayed has no such exchange.
var errReplay = errors.New("not among the recorded answers")

// errSlow: a body that comes too slowly.
var errSlow = errors.New("the answer drips")

// ofStatus is the failure of a status that is not 200.
func ofStatus(status int) error {
	r := ReasonStatus
	switch {
	case status == http.StatusNotFound:
		r = ReasonNotFound
	case status == http.StatusGone:
		r = ReasonGone
	case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusMethodNotAllowed:
		r = ReasonForbidden
	case status == http.StatusTooManyRequests, status == http.StatusServiceUnavailable:
		r = ReasonThrottled
	case isChallenge(status):
		r = ReasonChallenge
	case status >= 500:
		r = ReasonServer
	}
	return failed(r, "status %d", status)
}

// isChallenge: the statuses of the firewalls that Chinese governments use.
func isChallenge(status int) bool {
	return status == http.StatusPreconditionFailed || status == 468 || status == 512 || status == 521
}

// reasonOf judges any error of a request.
func reasonOf(err error) Reason {
	var f *failure
	var timeout net.Error
	var u *url.Error
	switch {
	case errors.As(err, &f):
		return f.reason
	case errors.Is(err, errSlow), errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return ReasonTimeout
	case strings.Contains(err.Error(), "unexpected EOF"):
		return ReasonTruncated
	case errors.As(err, &u), strings.Contains(err.Error(), "connection"), strings.Contains(err.Error(), "EOF"):
		return ReasonConnection
	}
	return ReasonBroken
}
