package discord

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"strconv"
)

// A sealer hides who asked a human in the button that moderators answer with: the ID of
// a person, encrypted (AES-GCM) for one receipt with a key that is made from the bot's
// token. So nobody who sees the button learns who it was, nothing has to be kept, and it
// works after a restart.
type sealer struct{ aead cipher.AEAD }

func newSealer(token string) sealer {
	mac := hmac.New(sha256.New, []byte(token))
	mac.Write([]byte("footnote: who asked a human"))
	block, err := aes.NewCipher(mac.Sum(nil))
	if err != nil {
		panic(err) // the key has the right length
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err) // the cipher has the right block
	}
	return sealer{aead}
}

// seal returns the ID of a person in letters, digits, - and _, about fifty of them; it is
// empty for one that is none.
func (s sealer) seal(person, receipt string) string {
	id, err := strconv.ParseUint(person, 10, 64)
	if err != nil {
		return ""
	}
	nonce := make([]byte, s.aead.NonceSize())
	_, _ = rand.Read(nonce) // never fails
	plain := binary.BigEndian.AppendUint64(nil, id)
	return base64.RawURLEncoding.EncodeToString(s.aead.Seal(nonce, nonce, plain, []byte(receipt)))
}

// unseal returns the ID that was sealed for a receipt, or nothing.
func (s sealer) unseal(sealed, receipt string) string {
	data, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil || len(data) < s.aead.NonceSize() {
		return ""
	}
	plain, err := s.aead.Open(nil, data[:s.aead.NonceSize()], data[s.aead.NonceSize():], []byte(receipt))
	if err != nil || len(plain) != 8 {
		return ""
	}
	return strconv.FormatUint(binary.BigEndian.Uint64(plain), 10)
}
