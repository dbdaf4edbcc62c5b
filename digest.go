package gongkai

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// Digest names bytes by their SHA-256. It is comparable and the zero Digest
// means "no bytes".
type Digest [sha256.Size]byte

const digestPrefix = "sha256:"

// DigestOf computes the digest of data.
func DigestOf(data []byte) Digest { return sha256.Sum256(data) }

// ParseDigest reads "sha256:<64 hex digits>".
func ParseDigest(s string) (Digest, error) {
	var d Digest
	hexed, ok := strings.CutPrefix(s, digestPrefix)
	if !ok || len(hexed) != 2*len(d) {
		return d, fmt.Errorf("digest %q: want sha256: and 64 hex digits", s)
	}
	if _, err := hex.Decode(d[:], []byte(hexed)); err != nil {
		return Digest{}, fmt.Errorf("digest %q: %w", s, err)
	}
	return d, nil
}

// IsZero says whether the digest names nothing.
func (d Digest) IsZero() bool { return d == Digest{} }

// String is "sha256:<64 hex digits>", or "" for the zero Digest.
func (d Digest) String() string {
	if d.IsZero() {
		return ""
	}
	return digestPrefix + d.Hex()
}

// Hex is the 64 hex digits alone, as used in paths.
func (d Digest) Hex() string { return hex.EncodeToString(d[:]) }

// Short is the first 12 hex digits, for people.
func (d Digest) Short() string { return d.Hex()[:12] }

// MarshalText writes what String gives.
func (d Digest) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Digest) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Digest{}
		return nil
	}
	parsed, err := ParseDigest(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
