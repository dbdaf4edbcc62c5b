package gongkai

// Status is how reading one file ended. Everything but StatusOK comes with a
// reason, a sentence for people.
type Status string

const (
	// StatusOK: a disclosure whose text was read.
	StatusOK Status = "ok"
	// StatusScanned: the pages are images (扫描件); there is no text to read.
	StatusScanned Status = "scanned"
	// StatusNotPDF: the bytes are something else: HTML, an Office file, nothing.
	StatusNotPDF Status = "not_pdf"
	// StatusEncrypted: a password is needed.
	StatusEncrypted Status = "encrypted"
	// StatusDamaged: a PDF that no reader could open or whose text is garbage.
	StatusDamaged Status = "damaged"
	// StatusUnrelated: readable, but no unit's or department's budget or accounts.
	StatusUnrelated Status = "unrelated"
	// StatusBlocked: the site answered with a challenge or refused.
	StatusBlocked Status = "blocked"
	// StatusTimeout: the clock, the last guard, ended the reading.
	StatusTimeout Status = "timeout"
	// StatusTooLarge: a cap of internal/limits was hit.
	StatusTooLarge Status = "too_large"
	// StatusCrashed: the worker process that read the file died.
	StatusCrashed Status = "crashed"
)

// Outcome is a Status with its reason in words; reason is "" for StatusOK.
type Outcome struct {
	Status Status `json:"status"`
	Reason string `json:"reason"`
}

// Versions are the integers that decide whether stored work is still current:
// a changed integer causes rework and nothing else does.
type Versions struct {
	Extract   int `json:"extract"`
	Transform int `json:"transform"`
	Registry  int `json:"registry"`
}
