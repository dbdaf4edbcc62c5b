package load

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ClickHouse/clickhouse-go/v2"

	"gongkai"
)

// codes of ClickHouse's exceptions that have a next step.
const (
	codeUnknownIdentifier = 47
	codeUnknownTable      = 60
	codeSyntax            = 62
	codeUnknownDatabase   = 81
	codeTimeout           = 159
	codeReadOnly          = 164
	codeUnknownUser       = 192
	codeWrongPassword     = 193
	codeRequiredPassword  = 194
	codeTooManyQueries    = 202
	codeMemoryLimit       = 241
	codeNoSpace           = 243
	codeAccessDenied      = 497
	codeAuthentication    = 516
)

// serverError is an exception of ClickHouse in one line; the exception stays
// in the chain.
type serverError struct {
	line string
	err  error
}

func (e *serverError) Error() string { return e.line }
func (e *serverError) Unwrap() error { return e.err }

// explain makes an error of the client one line with a hint.
func (w *Warehouse) explain(op string, err error) error {
	if err == nil {
		return nil
	}
	var known *gongkai.Error
	if errors.As(err, &known) {
		return err
	}
	out := &gongkai.Error{Op: op, Path: w.name, Err: err}
	var ex *clickhouse.Exception
	var answer *clickhouse.HTTPError
	var netErr net.Error
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		// The caller's own doing.
	case errors.As(err, &ex):
		out.Err = &serverError{line: firstLine(ex.Message), err: err}
		out.Hint = hint(ex)
		if ex.Code == codeTooManyQueries || ex.Code == codeMemoryLimit {
			out.Err = &serverError{line: firstLine(ex.Message), err: fmt.Errorf("%w: %w", gongkai.ErrTransient, err)}
		}
	case errors.As(err, &answer):
		// A server of before 2019, a proxy, or something that is no ClickHouse.
		body := answer.Err.Error()
		if quoted, ok := strings.CutPrefix(body, "response body: "); ok {
			if text, err := strconv.Unquote(quoted); err == nil {
				body = text
			}
		}
		out.Err = &serverError{line: fmt.Sprintf("the server answers with status %d: %s", answer.StatusCode, firstLine(body)), err: err}
		out.Hint = "is it ClickHouse's HTTP port? it is 8123 unless configured otherwise"
		if answer.StatusCode == http.StatusUnauthorized || answer.StatusCode == http.StatusForbidden {
			out.Hint = passwordHint
		}
	case noSpace(err):
		out.Hint = spaceHint
	case errors.As(err, &netErr), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, os.ErrDeadlineExceeded):
		out.Err = &serverError{line: "the server is not there: " + cause(err), err: fmt.Errorf("%w: %w", gongkai.ErrTransient, err)}
		out.Hint = "start the server or check the address; --warehouse embedded:DIR needs none"
	default:
		out.Err = &serverError{line: firstLine(err.Error()), err: err}
	}
	return out
}

const passwordHint = "check the user in the address and the password in $GONGKAI_WAREHOUSE_PASSWORD"

const spaceHint = "free some space and run it again; nothing that was published is lost"

// hint is the next step after an exception, or "".
func hint(ex *clickhouse.Exception) string {
	if strings.Contains(ex.Message, "No space left on device") {
		return spaceHint
	}
	switch ex.Code {
	case codeNoSpace:
		return spaceHint
	case codeAuthentication, codeUnknownUser, codeWrongPassword, codeRequiredPassword:
		return passwordHint
	case codeUnknownIdentifier:
		return `list a view's columns with "DESCRIBE v_amount"`
	case codeUnknownTable:
		return `list what there is with "SHOW TABLES"; the tables are made by the first load`
	case codeSyntax:
		return "it is ClickHouse's SQL, one statement at a time"
	case codeUnknownDatabase:
		return "create the database, or name another one at the end of the address"
	case codeReadOnly:
		return "queries only read; data comes in through loads"
	case codeAccessDenied:
		return "the user needs rights on the warehouse's database"
	case codeTimeout, codeMemoryLimit:
		return "ask for less at a time: fewer years, fewer columns, a LIMIT"
	case codeTooManyQueries:
		return "try again when other queries have ended"
	}
	return ""
}

// tails of exception messages that say nothing to an operator.
var (
	versionTail = regexp.MustCompile(`\s*\(version [^()]*(\([^()]*\))?[^()]*\)\s*$`)
	codeTail    = regexp.MustCompile(`\s*\([A-Z][A-Z0-9_]+\)\s*$`)
	scopeTail   = regexp.MustCompile(`\s+in scope .*$`)
	stackTail   = regexp.MustCompile(`,?\s*(Stack trace:|e\.what\(\) =).*$`)
	expected    = regexp.MustCompile(`\. Expected (one of: )?.*$`)
)

// maxLine keeps a message one line on a terminal of usual width and a half.
const maxLine = 300

// firstLine is what an exception has to say, in one line.
func firstLine(message string) string {
	maybe := ""
	if i := strings.Index(message, "Maybe you meant"); i >= 0 {
		maybe, _, _ = strings.Cut(message[i:], "\n")
		maybe = ". " + strings.TrimSuffix(codeTail.ReplaceAllString(versionTail.ReplaceAllString(maybe, ""), ""), ".")
	}
	line, _, _ := strings.Cut(strings.TrimSpace(message), "\n")
	if i := strings.Index(line, "DB::Exception: "); i >= 0 {
		line = line[i+len("DB::Exception: "):]
	}
	for _, tail := range []*regexp.Regexp{stackTail, versionTail, codeTail, scopeTail, expected} {
		line = tail.ReplaceAllString(line, "")
	}
	line = strings.TrimRight(line, " .,:")
	if maybe != "" && !strings.Contains(line, "Maybe you meant") {
		line += maybe
	}
	for len(line) > maxLine {
		line = line[:maxLine-3]
		for !utf8.ValidString(line) {
			line = line[:len(line)-1]
		}
		line += "…"
	}
	return line
}

// cause is the innermost reason of a network error: "connection refused".
func cause(err error) string {
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return dns.Err + " " + dns.Name
	}
	var op *net.OpError
	if errors.As(err, &op) && op.Err != nil {
		err = op.Err
	}
	var sys *os.SyscallError
	if errors.As(err, &sys) {
		err = sys.Err
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return "it closed the connection"
	}
	return firstLine(err.Error())
}
