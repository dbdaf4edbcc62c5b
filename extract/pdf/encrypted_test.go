package pdf

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"gongkai/extract/pdf/object"
)

// padding fills up passwords (ISO 32000-1, 7.6.3.3).
const padding = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

const fileID = "0123456789abcdef"

func rc4Of(key, data string) string {
	c, _ := rc4.NewCipher([]byte(key))
	out := make([]byte, len(data))
	c.XORKeyStream(out, []byte(data))
	return string(out)
}

func cbc(key, iv, data string) string {
	block, _ := aes.NewCipher([]byte(key))
	out := make([]byte, len(data))
	cipher.NewCBCEncrypter(block, []byte(iv)).CryptBlocks(out, []byte(data))
	return string(out)
}

// rc4File is encrypted with 40 bits and the empty user password.
func rc4File() []byte {
	owner := strings.Repeat("o", 32)
	sum := md5.Sum([]byte(padding + owner + "\xFC\xFF\xFF\xFF" + fileID))
	key := string(sum[:5])
	object6 := md5.Sum([]byte(key + "\x06\x00\x00\x00\x00"))
	return plain(streamOf("", rc4Of(string(object6[:10]), showA))).table(0, 6, fmt.Sprintf(
		"/Size 7/Root 2 0 R/ID[<%x><%x>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%x>/U<%x>>>", fileID, fileID, owner, rc4Of(key, padding))).Bytes()
}

// aes256File is encrypted with AES-256 (revision 5) and the empty user password.
func aes256File() []byte {
	key := strings.Repeat("k", 32)
	check, wrap := sha256.Sum256([]byte("validate")), sha256.Sum256([]byte("keysalt!"))
	zero := strings.Repeat("\x00", 16)
	user, wrapped := string(check[:])+"validate"+"keysalt!", cbc(string(wrap[:]), zero, key)
	perms := cbc(key, zero, "\xFC\xFF\xFF\xFF\xFF\xFF\xFF\xFFTadbrand")
	pad := 16 - len(showA)%16
	content := zero + cbc(key, zero, showA+strings.Repeat(string(rune(pad)), pad))
	return plain(streamOf("", content)).table(0, 6, fmt.Sprintf("/Size 7/Root 2 0 R/ID[<%x><%x>]/Encrypt<</Filter/Standard/V 5/R 5/Length 256/P -4"+
		"/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF/O<%x>/OE<%x>/U<%x>/UE<%x>/Perms<%x>>>",
		fileID, fileID, strings.Repeat("o", 48), strings.Repeat("o", 32), user, wrapped, perms)).Bytes()
}

// Files that are only protected against changes open without a password, for
// pdfium as for us.
func TestEncrypted(t *testing.T) {
	for name, file := range map[string][]byte{"RC4, 40 bits": rc4File(), "AES-256": aes256File()} {
		t.Run(name, func(t *testing.T) {
			f, err := Open(file, Objects(object.Own))
			if err != nil {
				t.Fatal(err)
			}
			page, err := f.Page(1)
			if err != nil {
				t.Fatal(err)
			}
			if got := glyphsOf(page); got != "A@10,50" {
				t.Errorf("we read %q", got)
			}
			if got := glyphsOf(readForeign(t, file)); got != "A@10,50" {
				t.Errorf("pdfium reads %q", got)
			}
		})
	}
}
