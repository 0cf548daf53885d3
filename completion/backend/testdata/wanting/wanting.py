import hashlib, os, pickle, re, subprocess, yaml

def checksum(data):
	return hashlib.md5(data).hexdigest()

def named(data):
	return hashlib.new("md5", data).hexdigest()

def strong(data):
	return hashlib.new("sha256", data).hexdigest()

def stronger(data):
	return hashlib.sha256(data).hexdigest()

def check(path):
	return md5sum_file(path)

def run(command):
	subprocess.run(command, shell=True, check=True)
	subprocess.run(command, shell=False, check=True)
	subprocess.run(command, check=True, shell=False)
	os.system(command)
	os.remove(command)

def load(path):
	with open(path) as f:
		return pickle.load(f)

def dump(path):
	with open(path) as f:
		return pickle.dump(path, f)

def score(text):
	model.eval()
	medieval(text)
	return eval(text)

def build(text):
	pattern = re.compile(text)
	code = compile(text)
	return medieval(text)

def parse(text):
	model.eval(text)
	return yaml.load(text)

def often(command, data, text):
	model.eval()
	model.eval(text)
	pattern = re.compile(text)
	found = re.compile(text)
	os.remove(command)
	os.system(command)
	os.system(text)
	value = hashlib.md5(data)
	other = hashlib.md5(text)
	total = md5sum_file(text)
	medieval(text)
	subprocess.run(command, shell=True)
	subprocess.run(command, shell=False)
	subprocess.run(text, shell=True)
	value = pickle.dump(data)
	value = pickle.load(data)
	other = pickle.load(text)
	value = eval(text)
	code = compile(text)
	model.eval()
	model.eval(text)
	pattern = re.compile(text)
	found = re.compile(text)
	os.remove(command)
	os.system(command)
	os.system(text)
	value = hashlib.md5(data)
	other = hashlib.md5(text)
	total = md5sum_file(text)
	medieval(text)
	subprocess.run(command, shell=True)
	subprocess.run(command, shell=False)
	subprocess.run(text, shell=True)
	value = pickle.dump(data)
	value = pickle.load(data)
	other = pickle.load(text)
	value = eval(text)
	code = compile(text)
	model.eval()
	model.eval(text)
	pattern = re.compile(text)
	found = re.compile(text)
	os.remove(command)
	os.system(command)
	os.system(text)
	value = hashlib.md5(data)
	other = hashlib.md5(text)
	total = md5sum_file(text)
	medieval(text)
	subprocess.run(command, shell=True)
	subprocess.run(command, shell=False)
	subprocess.run(text, shell=True)
	value = pickle.dump(data)
	value = pickle.load(data)
	other = pickle.load(text)
	value = eval(text)
	code = compile(text)
	model.eval()
	model.eval(text)
	pattern = re.compile(text)
	found = re.compile(text)
	os.remove(command)
	os.system(command)
	os.system(text)
	value = hashlib.md5(data)
	other = hashlib.md5(text)
	total = md5sum_file(text)
	medieval(text)
	subprocess.run(command, shell=True)
	subprocess.run(command, shell=False)
	subprocess.run(text, shell=True)
	value = pickle.dump(data)
	value = pickle.load(data)
	other = pickle.load(text)
	value = eval(text)
	code = compile(text)
