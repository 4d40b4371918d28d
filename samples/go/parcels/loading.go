package parcels

import "sort"

// Load chooses parcels for a vehicle: heaviest first, as long as they fit. It returns what is left at the depot.
func Load(vehicle *Vehicle, waiting []*Parcel) (loaded, left []*Parcel) {
	heaviestFirst := append([]*Parcel(nil), waiting...)
	sort.SliceStable(heaviestFirst, func(i, j int) bool {
		return heaviestFirst[i].WeightGrams > heaviestFirst[j].WeightGrams
	})
	free := vehicle.PayloadGrams
	for _, parcel := range heaviestFirst {
		if parcel.WeightGrams <= free {
			free -= parcel.WeightGrams
			loaded = append(loaded, parcel)
		} else {
			left = append(left, parcel)
		}
	}
	return loaded, left
}
