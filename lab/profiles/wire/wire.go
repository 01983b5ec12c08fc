// Package wire writes profile.proto field by field: what is asked for, whether or not it makes sense.
package wire

// Message is the bytes of a message under construction.
type Message []byte

func (m *Message) varint(v uint64) {
	for v >= 0x80 {
		*m = append(*m, byte(v)|0x80)
		v >>= 7
	}
	*m = append(*m, byte(v))
}

// Int writes a number, also a zero.
func (m *Message) Int(field int, v int64) {
	m.varint(uint64(field) << 3)
	m.varint(uint64(v))
}

// Some writes a number that is not zero.
func (m *Message) Some(field int, v int64) {
	if v != 0 {
		m.Int(field, v)
	}
}

// Bytes writes a text or an inner message.
func (m *Message) Bytes(field int, v []byte) {
	m.varint(uint64(field)<<3 | 2)
	m.varint(uint64(len(v)))
	*m = append(*m, v...)
}

// Packed writes a list of numbers.
func (m *Message) Packed(field int, v ...int64) {
	var inner Message
	for _, n := range v {
		inner.varint(uint64(n))
	}
	m.Bytes(field, inner)
}

// Strings numbers texts; the empty one is 0.
type Strings struct {
	all   []string
	index map[string]int64
}

// Of is the number of s.
func (s *Strings) Of(text string) int64 {
	if s.index == nil {
		s.index = map[string]int64{"": 0}
		s.all = []string{""}
	}
	if n, known := s.index[text]; known {
		return n
	}
	n := int64(len(s.all))
	s.index[text] = n
	s.all = append(s.all, text)
	return n
}

// Write writes the table as field 6 of a profile.
func (s *Strings) Write(m *Message) {
	s.Of("")
	for _, text := range s.all {
		m.Bytes(6, []byte(text))
	}
}
