print("wayleave")
