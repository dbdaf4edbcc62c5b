package object

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
)

// cryptMethod is how strings or streams are encrypted.
type cryptMethod uint8

const (
	cryptNone cryptMethod = iota
	cryptRC4
	cryptAES    // AES-128 with a key for each object
	cryptAES256 // AES-256 with the file's key
)

// crypt decrypts with the empty user password (用户口令), which opens every
// file that is only protected against changes.
type crypt struct {
	key             []byte
	strings, stream cryptMethod
	metadata        bool // metadata streams are encrypted too
}

var passwordPad = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// newCrypt reads the encryption dictionary, its references resolved. id is the
// first part of the trailer's ID.
func newCrypt(d Dict, id []byte) (*crypt, error) {
	if f, _ := d["Filter"].(Name); f != "Standard" {
		return nil, fmt.Errorf("%w: security handler %q", ErrEncrypted, f)
	}
	version, revision := integer(d["V"], 0), integer(d["R"], 0)
	c := &crypt{metadata: d["EncryptMetadata"] != false}
	length := integer(d["Length"], 40) / 8
	switch version {
	case 1:
		length, c.strings, c.stream = 5, cryptRC4, cryptRC4
	case 2, 3:
		c.strings, c.stream = cryptRC4, cryptRC4
	case 4, 5, 6:
		filters, _ := d["CF"].(Dict)
		c.strings, c.stream = methodOf(filters, d["StrF"]), methodOf(filters, d["StmF"])
		if version == 4 {
			length = 16
		}
	default:
		return nil, fmt.Errorf("%w: version %d of encryption", ErrEncrypted, version)
	}
	owner, user := stringBytes(d["O"]), stringBytes(d["U"])
	if version >= 5 {
		return c, c.key256(user, stringBytes(d["UE"]), revision)
	}
	length = max(5, min(length, 16))
	if len(owner) < 32 || len(user) < 16 {
		return nil, fmt.Errorf("%w: encryption dictionary incomplete", ErrDamaged)
	}
	h := md5.New()
	h.Write(passwordPad)
	h.Write(owner[:32])
	p := uint32(integer(d["P"], 0))
	h.Write([]byte{byte(p), byte(p >> 8), byte(p >> 16), byte(p >> 24)})
	h.Write(id)
	if revision >= 4 && !c.metadata {
		h.Write([]byte{0xFF, 0xFF, 0xFF, 0xFF})
	}
	key := h.Sum(nil)
	if revision >= 3 {
		for range 50 {
			sum := md5.Sum(key[:length])
			key = sum[:]
		}
	}
	c.key = key[:length]
	if !c.opens(user, id, revision) {
		return nil, fmt.Errorf("%w: a password is needed", ErrEncrypted)
	}
	return c, nil
}

// opens checks the key against the dictionary's U.
func (c *crypt) opens(user, id []byte, revision int) bool {
	if revision < 3 {
		return bytes.Equal(rc4Crypt(c.key, passwordPad), user[:min(32, len(user))])
	}
	sum := md5.Sum(append(bytes.Clone(passwordPad), id...))
	check := rc4Crypt(c.key, sum[:])
	for i := 1; i <= 19; i++ {
		k := bytes.Clone(c.key)
		for j := range k {
			k[j] ^= byte(i)
		}
		check = rc4Crypt(k, check)
	}
	return bytes.Equal(check[:16], user[:16])
}

// key256 finds the file key of AES-256.
func (c *crypt) key256(user, wrapped []byte, revision int) error {
	if len(user) < 48 || len(wrapped) < 32 {
		return fmt.Errorf("%w: encryption dictionary incomplete", ErrDamaged)
	}
	hash := hash6
	if revision < 6 {
		hash = func(salt []byte) []byte { s := sha256.Sum256(salt); return s[:] }
	}
	if !bytes.Equal(hash(user[32:40]), user[:32]) {
		return fmt.Errorf("%w: a password is needed", ErrEncrypted)
	}
	block, err := aes.NewCipher(hash(user[40:48]))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	c.key = make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(c.key, wrapped[:32])
	return nil
}

// hash6 is algorithm 2.B of ISO 32000-2 for the empty password.
func hash6(salt []byte) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	for round := 0; ; round++ {
		k1 := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		e := make([]byte, len(k1))
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, k1)
		mod := 0
		for _, b := range e[:16] {
			mod += int(b)
		}
		switch mod % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		default:
			s := sha512.Sum512(e)
			k = s[:]
		}
		if round >= 63 && int(e[len(e)-1]) <= round-32 {
			return k[:32]
		}
	}
}

func methodOf(filters Dict, name Object) cryptMethod {
	n, _ := name.(Name)
	f, _ := filters[n].(Dict)
	switch f["CFM"] {
	case Name("V2"):
		return cryptRC4
	case Name("AESV2"):
		return cryptAES
	case Name("AESV3"):
		return cryptAES256
	}
	return cryptNone
}

func stringBytes(o Object) []byte {
	s, _ := o.(String)
	return []byte(s)
}

func rc4Crypt(key, data []byte) []byte {
	out := make([]byte, len(data))
	if c, err := rc4.NewCipher(key); err == nil {
		c.XORKeyStream(out, data)
	}
	return out
}

// decrypt undoes method for a string or stream of the object ref.
func (c *crypt) decrypt(method cryptMethod, ref Ref, data []byte) []byte {
	switch method {
	case cryptRC4:
		return rc4Crypt(c.objectKey(ref, false), data)
	case cryptAES:
		return aesCBC(c.objectKey(ref, true), data)
	case cryptAES256:
		return aesCBC(c.key, data)
	}
	return data
}

func (c *crypt) objectKey(ref Ref, salted bool) []byte {
	h := md5.New()
	h.Write(c.key)
	h.Write([]byte{byte(ref.Num), byte(ref.Num >> 8), byte(ref.Num >> 16), byte(ref.Gen), byte(ref.Gen >> 8)})
	if salted {
		h.Write([]byte("sAlT"))
	}
	return h.Sum(nil)[:min(16, len(c.key)+5)]
}

// aesCBC decrypts data that begins with its initialisation vector; a last
// block that is not whole is dropped.
func aesCBC(key, data []byte) []byte {
	if len(data) < 32 {
		return nil
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil
	}
	iv, body := data[:16], data[16:]
	out := make([]byte, len(body)&^15)
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, body[:len(out)])
	if n := int(out[len(out)-1]); n >= 1 && n <= 16 {
		out = out[:len(out)-n]
	}
	return out
}
