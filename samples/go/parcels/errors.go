package parcels

import "errors"

// ErrNotFound says that nothing is stored under the wanted key.
var ErrNotFound = errors.New("not found")

// ErrInvalid says that a value breaks a rule; wrap it with the rule.
var ErrInvalid = errors.New("invalid")
